import { z } from "zod";

/** 22 characters of base64url: 128 random bits. */
export const SessionId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** BCP 47, as far as engines use it: `en-US`, `es`, `zh-Hant-TW`. */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/);

/** What a person may call a session; control characters would break lists and file names. */
export const Title = z
  .string()
  .trim()
  .max(200)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/u);

export const SESSION_STATES = ["live", "waiting", "ending", "ended", "failed", "deleted"] as const;
export const SessionState = z.enum(SESSION_STATES);
export type SessionState = z.infer<typeof SessionState>;

/** Why a session failed, in a word; the page has the sentence for it. */
export const FailureKind = z.enum(["refused", "unavailable", "throttled", "crashed", "unsupported"]);
export type FailureKind = z.infer<typeof FailureKind>;

/** What everybody in the control room may know of a session. Holds no spoken words. */
export const SessionView = z.object({
  id: SessionId,
  title: z.string(),
  sourceLang: LanguageTag,
  targetLangs: z.array(LanguageTag),
  state: SessionState,
  failure: FailureKind.nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type SessionView = z.infer<typeof SessionView>;

/** Somebody may still speak in it. */
export function isOpen(state: SessionState): boolean {
  return state === "live" || state === "waiting";
}

/** Nothing will be added any more, except a translation that is late. */
export function isOver(state: SessionState): boolean {
  return state === "ended" || state === "failed" || state === "deleted";
}
