import * as z from "zod/mini";
import { LanguageTag, type PublicView } from "./session";
import { type Changes, Count } from "./transcript";

/** The part of a session that a link shows. */
export type Scope = {
  /** False: only translations; segments have times and no words. */
  readonly original: boolean;
  /** Null: every language of the session, including languages that are added later. */
  readonly langs: readonly string[] | null;
};

/** The scope of the session's owner. */
export const WHOLE: Scope = { original: true, langs: null };

declare const cut: unique symbol;

/**
 * A part of a session that was cut to the scope of a link. Everything that answers a reader takes this type, so that an
 * uncut session does not compile there. Only access/links/within-scope.ts makes one.
 */
export type WithinScope<T> = T & { readonly [cut]: true };

export type CutChanges = WithinScope<Changes<WithinScope<PublicView>>>;

/** The time for which a link is valid, in seconds; null: until it is revoked. */
export const LIFETIMES = {
  hour: 3_600,
  day: 86_400,
  week: 7 * 86_400,
  month: 30 * 86_400,
  never: null,
} as const;
export type Lifetime = keyof typeof LIFETIMES;

/** The time for which a short code works, unless its link ends before. */
export const CODE_LIFETIME_SECONDS = 86_400;

/** In characters. */
export const MOST_LABEL = 80;
/**
 * Length of a link's password in characters. A shorter one could be guessed from many addresses, at the rate that a
 * hall needs.
 */
export const LEAST_PASSWORD = 6;
export const MOST_PASSWORD = 200;

export const LinkLabel = z.string().check(
  z.trim(),
  z.maxLength(MOST_LABEL),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are refused
  z.regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/u),
);

/** The short code of a link, `k7m-4qp`: `/k7m-4qp` leads to the link. */
export type JoinCode = { readonly text: string; readonly expiresAt: string };

/** A link as its owner sees it. */
export type LinkView = {
  readonly id: string;
  readonly label: string;
  /** `/r/<token>`; null if the link is revoked, or was made under another AUTH_SECRET. */
  readonly path: string | null;
  readonly original: boolean;
  /** Empty: every language of the session. */
  readonly langs: readonly string[];
  readonly mayExport: boolean;
  /** Readers hear the stored sound. */
  readonly mayHear: boolean;
  readonly hasPassword: boolean;
  /** Null: it has none, or none that still works. */
  readonly code: JoinCode | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly views: number;
  readonly lastViewAt: string | null;
  /** The number of people who read now. */
  readonly readers: number;
};

/** The address that links begin with. */
export type ShareAddress = {
  /** `https://captions.example` and the base path. A link's own path follows. */
  readonly origin: string;
  /** False: others cannot open it, since it is the loopback address. */
  readonly isReachable: boolean;
  readonly isHttps: boolean;
};

/** The readers at this moment. */
export const Readers = z.object({
  total: Count,
  /** By language; readers of the original alone have the key "". */
  langs: z.record(z.string(), Count),
  /** By the link's id. */
  links: z.record(z.string(), Count),
});
export type Readers = z.infer<typeof Readers>;

/** `away`: the speaker's connection is lost; null: the speech has not begun, or is over. */
export const SpeakerPresence = z.nullable(z.enum(["speaking", "paused", "away"]));
export type SpeakerPresence = z.infer<typeof SpeakerPresence>;

export const WantedLanguages = z.array(LanguageTag).check(z.maxLength(20));
