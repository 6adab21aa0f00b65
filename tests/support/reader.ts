import { ReaderClient } from "#app/audience/reader-client";
import { connect } from "#app/session/connect";
import type { Line } from "#app/session/line";
import { atOnce } from "#app/session/subscribers";
import { lines } from "#protocol/reduce";
import type { LinkView } from "#protocol/share";
import type { RawSocket } from "./raw-socket";

/** A reader of a link without a browser: the product's own line and client. */
export class Reader {
  private constructor(
    readonly line: Line,
    readonly client: ReaderClient,
  ) {}

  /** @param wanted languages, the most wanted first */
  static open(
    url: string,
    token: string,
    { wanted = ["es"], pass }: { wanted?: string[]; pass?: string } = {},
  ): Reader {
    let known = pass;
    const line = connect({ url, auth: () => ({ link: token, ...(known !== undefined && { pass: known }) }) });
    const onPass = (given: string) => {
      known = given;
    };
    return new Reader(line, new ReaderClient({ line, wanted, onPass, schedule: atOnce }));
  }

  get snapshot() {
    return this.client.getSnapshot();
  }

  get access(): string {
    return this.snapshot.access.kind;
  }

  /** The texts of one language, in the order of their lines. */
  translations(lang: string): string[] {
    const { transcript } = this.snapshot;
    return lines(transcript).flatMap(({ seq }) => transcript.translations.get(`${seq}/${lang}`)?.text ?? []);
  }

  close(): void {
    this.client.close();
    this.line.close();
  }
}

export type ShareWish = {
  readonly original?: boolean;
  readonly langs?: readonly string[];
  readonly password?: string;
  readonly lifetime?: string;
};

/** Makes a link to a session; its token is part of it. */
export async function share(
  owner: RawSocket,
  sessionId: string,
  wish: ShareWish = {},
): Promise<LinkView & { readonly token: string }> {
  const answer = await owner.ask("share", { sessionId, ...wish });
  const link = answer.link as LinkView | undefined;
  if (!link?.path) throw new Error(`share was answered ${JSON.stringify(answer)}`);
  return { ...link, token: link.path.replace("/r/", "") };
}
