import * as z from "zod/mini";
import { Health } from "./health";
import { LanguageTag, SessionView } from "./session";
import { Readers, SpeakerPresence } from "./share";
import { Count, Draft, Head, Segment, Translation } from "./transcript";

/**
 * What the server publishes into a session's rooms. No message names its session: a socket is in the
 * rooms of one session at a time, and readers of a link must not learn which one it is.
 *
 * `after` is the rev of the change before in the same room; a page that does not know that one has
 * missed something. Null: it is not known any more, so this change proves nothing about those before.
 */
const After = z.nullable(Count);
export const SegmentMessage = z.object({ segment: Segment, after: After });
export const TranslationMessage = z.object({ translation: Translation, after: After });
export const DraftMessage = z.object({ draft: Draft });
export const HeadMessage = z.object({ head: Head });
/** The rev of the last change in a room; without `lang` in that of the lines. */
export const LatestMessage = z.object({ lang: z.optional(LanguageTag), rev: Count });
export const ChangedMessage = z.object({ rev: Count });
export const SpeakerMessage = z.object({ speaker: SpeakerPresence });
/** The session's own row changed: state, title, languages. */
export const SessionMessage = z.object({ session: SessionView, rev: Count });
/** A page began to speak: pages with a lower take stop. */
export const TakeMessage = z.object({ take: z.int().check(z.positive()) });
export const HealthMessage = z.object({ health: Health });
export const ReadersMessage = z.object({ readers: Readers });

export interface ServerToClientEvents {
  /** Room: original; without text in the outline. */
  segment(message: z.infer<typeof SegmentMessage>): void;
  /** Room: the translation's language. */
  translation(message: z.infer<typeof TranslationMessage>): void;
  /** Room: original, or the draft's language. Volatile. */
  draft(message: z.infer<typeof DraftMessage>): void;
  /** Room: each but control and owner, every 2 s while the session is served. */
  latest(message: z.infer<typeof LatestMessage>): void;
  /** Room: control, like the ones that follow. */
  head(message: z.infer<typeof HeadMessage>): void;
  /** The session's own row changed: readers ask what they may know of it. */
  changed(message: z.infer<typeof ChangedMessage>): void;
  speaker(message: z.infer<typeof SpeakerMessage>): void;
  deleted(): void;
  /** Room: owner, like the ones that follow. */
  session(message: z.infer<typeof SessionMessage>): void;
  /** Every 2 s while the session is served. */
  health(message: z.infer<typeof HealthMessage>): void;
  take(message: z.infer<typeof TakeMessage>): void;
  readers(message: z.infer<typeof ReadersMessage>): void;
  /** To every connection of a person whom an administrator blocked or removed; the connection ends. */
  blocked(): void;
  /** Room: the link's. It is valid no more; the connection ends. */
  gone(): void;
}
