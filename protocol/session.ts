import * as z from "zod/mini";
import { LANGUAGE_TAG } from "./language-tag";
import { Recording } from "./recording";

/** 22 characters of base64url: 128 random bits. */
export const SessionId = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));

export const LanguageTag = z.string().check(z.regex(LANGUAGE_TAG));

/** The title of a session. Control characters would break lists and file names. */
export const Title = z.string().check(
  z.trim(),
  z.maxLength(200),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are refused
  z.regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/u),
);

export const SESSION_STATES = ["live", "waiting", "ending", "ended", "failed", "deleted"] as const;
export const SessionState = z.enum(SESSION_STATES);
export type SessionState = z.infer<typeof SessionState>;

/** The reason of a failed session. The page has the sentence for it. */
export const FailureKind = z.enum(["refused", "unavailable", "throttled", "crashed", "unsupported"]);
export type FailureKind = z.infer<typeof FailureKind>;

/**
 * The part of a session that a reader of a link may see: `targetLangs` are those of the link. Holds no spoken words.
 */
const PublicView = z.object({
  title: z.string(),
  sourceLang: LanguageTag,
  targetLangs: z.array(LanguageTag),
  state: SessionState,
  failure: z.nullable(FailureKind),
  createdAt: z.iso.datetime(),
  endedAt: z.nullable(z.iso.datetime()),
  /** Its speaker has paused. A pause lasts until a person presses Resume. Absent: not paused. */
  paused: z.optional(z.boolean()),
});
export type PublicView = z.infer<typeof PublicView>;

/** How long after its end an owner may continue a session, ms. */
export const CONTINUABLE_MS = 3_600_000;

/** Whether more of the session's sound is stored. `off`: its owner has stopped it. `full`: there is no space. */
export const SoundState = z.enum(["keeping", "off", "full"]);
export type SoundState = z.infer<typeof SoundState>;

/** The part of a session that its owner sees. */
export const SessionView = z.extend(PublicView, {
  id: SessionId,
  /** Time left in which the owner may continue the session, ms from this message on; absent: it cannot be continued. */
  continuableMs: z.optional(z.int().check(z.nonnegative())),
  /** Absent: its sound was never stored, or is deleted. */
  sound: z.optional(SoundState),
  /** The stored sound, ms from the session's beginning; absent: none. While the session is live it may be behind. */
  soundMs: z.optional(z.int().check(z.nonnegative())),
  /** It transcribes a file; absent: a person speaks. */
  recording: z.optional(Recording),
});
export type SessionView = z.infer<typeof SessionView>;

/** Whether the session accepts speech. */
export function isOpen(state: SessionState): boolean {
  return state === "live" || state === "waiting";
}
