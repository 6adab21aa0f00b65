import * as z from "zod/mini";
import { LanguageTag } from "./session";
import { Count } from "./transcript";

/** What a link lets its readers see. */
export type Scope = {
  /** False: only translations; lines have times and no words. */
  readonly original: boolean;
  /** Null: every language of the session, also one that is added later. */
  readonly langs: readonly string[] | null;
};

/** How long a link is valid, in seconds; null: until it is revoked. */
export const LIFETIMES = {
  hour: 3_600,
  day: 86_400,
  week: 7 * 86_400,
  month: 30 * 86_400,
  never: null,
} as const;
export type Lifetime = keyof typeof LIFETIMES;

/** Characters. */
export const MOST_LABEL = 80;
/** Characters of a link's password. Fewer are found by who tries from many addresses, at the rate that a hall needs. */
export const LEAST_PASSWORD = 6;
export const MOST_PASSWORD = 200;

export const LinkLabel = z.string().check(
  z.trim(),
  z.maxLength(MOST_LABEL),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  z.regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/u),
);

/** A link as its owner sees it. */
export type LinkView = {
  readonly id: string;
  readonly label: string;
  /** `/r/<token>`; null once it is revoked, and when it was made under another AUTH_SECRET. */
  readonly path: string | null;
  readonly original: boolean;
  /** Empty: every language of the session. */
  readonly langs: readonly string[];
  readonly mayExport: boolean;
  readonly hasPassword: boolean;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly views: number;
  readonly lastViewAt: string | null;
  /** Reading at this moment. */
  readonly readers: number;
};

/** The address that links begin with. */
export type ShareAddress = {
  /** `https://captions.example`: goes before a link's path. */
  readonly origin: string;
  /** False: others cannot open it, since it is this machine's own loopback. */
  readonly isReachable: boolean;
  readonly isHttps: boolean;
};

/** Who reads at this moment. */
export const Readers = z.object({
  total: Count,
  /** By language; those who read only the original have the key "". */
  langs: z.record(z.string(), Count),
  /** By the link's id. */
  links: z.record(z.string(), Count),
});
export type Readers = z.infer<typeof Readers>;

/** `away`: the speaker's connection is broken; null: nobody has spoken yet, or it is over. */
export const SpeakerPresence = z.nullable(z.enum(["speaking", "paused", "away"]));
export type SpeakerPresence = z.infer<typeof SpeakerPresence>;

/**
 * The language that somebody reads who wants these, the most wanted first: of each the one that is there
 * as wanted, else another of its kind; the spoken one counts where it may be read. Null: the original.
 */
export function pickLanguage(
  wanted: readonly string[],
  { sourceLang, targetLangs, original }: { sourceLang: string; targetLangs: readonly string[]; original: boolean },
): string | null {
  const there = [...targetLangs, ...(original ? [sourceLang] : [])];
  const like = (tag: string) => there.find((lang) => lang === tag) ?? there.find((lang) => base(lang) === base(tag));
  const found = firstOf(wanted, like) ?? targetLangs[0];
  return found === undefined || !targetLangs.includes(found) ? null : found;
}

function firstOf(wanted: readonly string[], find: (tag: string) => string | undefined): string | undefined {
  for (const tag of wanted) {
    const found = find(tag);
    if (found !== undefined) return found;
  }
  return undefined;
}

function base(tag: string): string {
  return tag.split("-", 1)[0] ?? tag;
}

export const WantedLanguages = z.array(LanguageTag).check(z.maxLength(20));
