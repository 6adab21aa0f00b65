import { z } from "zod";
import { SessionId, SessionView } from "./session";
import { Draft, Head, Segment, Translation } from "./transcript";

/** What the server publishes into a session's rooms; every message names its session. */
export const SegmentMessage = z.object({ sessionId: SessionId, segment: Segment });
export const TranslationMessage = z.object({ sessionId: SessionId, translation: Translation });
export const DraftMessage = z.object({ sessionId: SessionId, draft: Draft });
export const HeadMessage = z.object({ sessionId: SessionId, head: Head });
/** The session's own row changed: state, title, languages. */
export const SessionMessage = z.object({
  sessionId: SessionId,
  session: SessionView,
  rev: z.number().int().nonnegative(),
});
/** A page began to speak: pages with a lower take stop. */
export const TakeMessage = z.object({ sessionId: SessionId, take: z.number().int().positive() });
export const DeletedMessage = z.object({ sessionId: SessionId });

export interface ServerToClientEvents {
  /** Room: original. */
  segment(message: z.infer<typeof SegmentMessage>): void;
  /** Room: the translation's language. */
  translation(message: z.infer<typeof TranslationMessage>): void;
  /** Room: original, or the draft's language. Volatile. */
  draft(message: z.infer<typeof DraftMessage>): void;
  /** Room: control, like the ones that follow. */
  head(message: z.infer<typeof HeadMessage>): void;
  session(message: z.infer<typeof SessionMessage>): void;
  take(message: z.infer<typeof TakeMessage>): void;
  deleted(message: z.infer<typeof DeletedMessage>): void;
}
