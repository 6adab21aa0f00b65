import * as z from "zod/mini";
import { Health } from "./health";
import { LanguageTag, SessionView } from "./session";
import { Readers, SpeakerPresence } from "./share";
import { Count, Draft, Head, Segment, Translation } from "./transcript";

/**
 * The messages that the server publishes into a session's rooms. No message names its session: a socket is in the rooms
 * of one session at a time, and readers of a link must not learn which session it is.
 * `after` is the rev of the previous change in the same room; a page that does not know that rev has missed a change.
 * Null: that rev is not known, so this change proves nothing about earlier ones.
 */
const After = z.nullable(Count);
export const SegmentMessage = z.object({ segment: Segment, after: After });
export const TranslationMessage = z.object({ translation: Translation, after: After });
export const DraftMessage = z.object({ draft: Draft });
export const HeadMessage = z.object({ head: Head });
/** The rev of the last change of a language's translations; without `lang`, of the segments. */
export const LatestMessage = z.object({ lang: z.optional(LanguageTag), rev: Count });
export const ChangedMessage = z.object({ rev: Count });
export const SpeakerMessage = z.object({ speaker: SpeakerPresence });
/** The session's own row changed: state, title, languages. */
export const SessionMessage = z.object({ session: SessionView, rev: Count });
/** A page began to speak; pages with a lower take stop. */
export const TakeMessage = z.object({ take: z.int().check(z.positive()) });
export const HealthMessage = z.object({ health: Health });
export const ReadersMessage = z.object({ readers: Readers });

export interface ServerToClientEvents {
  /** Rooms: original; without words, outline. */
  segment(message: z.infer<typeof SegmentMessage>): void;
  /** Room: the translation's language. */
  translation(message: z.infer<typeof TranslationMessage>): void;
  /** Room: original, volatile and repeated every second; or the draft's language, sent once and not volatile. */
  draft(message: z.infer<typeof DraftMessage>): void;
  /** Rooms: all except control and owner, every 2 s while the session is served. */
  latest(message: z.infer<typeof LatestMessage>): void;
  /** Room: control. */
  head(message: z.infer<typeof HeadMessage>): void;
  /** Room: control. The session's own row changed. Readers ask for the part that they may see. */
  changed(message: z.infer<typeof ChangedMessage>): void;
  /** Room: control. */
  speaker(message: z.infer<typeof SpeakerMessage>): void;
  /** Room: control. */
  deleted(): void;
  /** Room: owner. */
  session(message: z.infer<typeof SessionMessage>): void;
  /** Room: owner. Every 2 s while the session is served. */
  health(message: z.infer<typeof HealthMessage>): void;
  /** Room: owner. */
  take(message: z.infer<typeof TakeMessage>): void;
  /** Room: owner. */
  readers(message: z.infer<typeof ReadersMessage>): void;
  /** To every connection of a person whom an administrator blocked or removed. The connection ends. */
  blocked(): void;
  /** Room: the link's. The link is no longer valid. The connection ends. */
  gone(): void;
  /** To a page of an earlier protocol version, once it is connected: it should reload. */
  outdated(): void;
}
