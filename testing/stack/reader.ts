import { openLink } from "#app/audience/open-link";
import { segmentsInOrder, translationKey } from "#protocol/reduce";
import type { LinkView } from "#protocol/share";
import type { RawSocket } from "./raw-socket";

/** A reader of a link without a browser: the product's connection and client. */
export class Reader {
  private constructor(private readonly opened: ReturnType<typeof openLink>) {}

  /** @param wanted languages in order of preference */
  static open(
    url: string,
    token: string,
    { wanted = ["es"], second = null }: { wanted?: string[]; second?: string | null } = {},
  ): Reader {
    let known: string | null = null;
    const passes = {
      get: () => known,
      set: (pass: string) => {
        known = pass;
      },
    };
    return new Reader(openLink({ url, token, wanted, second, passes }));
  }

  get client() {
    return this.opened.client;
  }

  get connection() {
    return this.opened.connection;
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
    return segmentsInOrder(transcript).flatMap(
      (line) => transcript.translations.get(translationKey(line, lang))?.text ?? [],
    );
  }

  close(): void {
    this.opened.close();
  }
}

export type ShareWish = {
  readonly original?: boolean;
  readonly langs?: readonly string[];
  readonly password?: string;
  readonly mayExport?: boolean;
  readonly mayHear?: boolean;
  readonly lifetime?: string;
  readonly code?: boolean;
};

/** Creates a link to a session. @returns the link with its token */
export async function share(
  owner: RawSocket,
  sessionId: string,
  wish: ShareWish = {},
): Promise<LinkView & { readonly token: string }> {
  const answer = await owner.ask("link:create", { sessionId, ...wish });
  const link = answer.link as LinkView | undefined;
  if (!link?.path) throw new Error(`share was answered ${JSON.stringify(answer)}`);
  return { ...link, token: link.path.replace("/r/", "") };
}
