import { parseArgs } from "node:util";
import { LanguageTag } from "#protocol/session";

export type SpeakArguments = {
  readonly file: string;
  readonly from: string;
  /** Empty: captions without translation. */
  readonly to: readonly string[];
  /** The address of the start page, without a trailing slash. */
  readonly url: string;
  /** 2: twice as fast as real time. */
  readonly pace: number;
  readonly json: boolean;
  /** The address of the account that speaks; null: an anonymous person. */
  readonly account: string | null;
};

/** The value of `--to` for captions without translation. */
const NO_TRANSLATION = "none";

export const USAGE =
  "npm run speak -- FILE [--from en-US] [--to es,ca|none] [--url http://localhost:3000] [--pace 1] [--account ADDRESS] [--json]";

/** Wrong arguments; the message names the cause. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * @param port of the server on this machine, used without --url
 * @throws UsageError
 */
export function speakArguments(argv: readonly string[], port = "3000"): SpeakArguments {
  const { values, positionals } = parsed(argv);
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError("Name an audio or video file.");
  if (others.length > 0) throw new UsageError(`Name one file only, not also ${others.join(" ")}.`);
  const to = values.to === NO_TRANSLATION ? [] : values.to.split(",").map((lang) => lang.trim());
  return {
    file,
    from: language(values.from, "--from"),
    to: to.map((lang) => language(lang, "--to")),
    url: address(values.url ?? `http://localhost:${port}`),
    pace: pace(values.pace),
    json: values.json,
    account: values.account ?? null,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        from: { type: "string", default: "en-US" },
        to: { type: "string", default: "es,ca" },
        url: { type: "string" },
        pace: { type: "string", default: "1" },
        account: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function language(tag: string, option: string): string {
  if (!LanguageTag.safeParse(tag).success) {
    throw new UsageError(`${option} must be language tags such as en-US or es, not "${tag}".`);
  }
  return tag;
}

function address(url: string): string {
  const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isHttp) throw new UsageError(`--url must be an address such as http://localhost:3000, not "${url}".`);
  return new URL(url).href.replace(/\/+$/, "");
}

function pace(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 100))
    throw new UsageError(`--pace must be a number above 0 and at most 100, not "${text}".`);
  return value;
}
