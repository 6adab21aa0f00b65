import * as z from "zod/mini";
import { LanguageTag, type PublicView, type SessionView } from "./session";

export const Count = z.int().check(z.nonnegative());
const Seq = z.int().check(z.positive());
/** The largest part number: the largest integer of PostgreSQL. */
export const MOST_PARTS = 2_147_483_647;
/** Distinguishes the parts of a split segment; absent: 0, the segment as it was committed. */
const Part = z.optional(Count.check(z.maximum(MOST_PARTS)));
/** 0 to 1. */
const Share = z.number().check(z.minimum(0), z.maximum(1));

export const Word = z.object({
  word: z.string(),
  startMs: Count,
  endMs: Count,
  /** 0 to 1; null if the engine gave none, neither when the word was settled nor later (docs/engines.md). */
  confidence: z.nullable(Share),
});
export type Word = z.infer<typeof Word>;

/** A sentence of the transcript, or a gap. Times in ms on the session's clock. */
export const Segment = z.object({
  seq: Seq,
  part: Part,
  rev: Count,
  /** `gap`: sound that did not arrive or, with `pauseMs`, a pause. Its text is empty. */
  kind: z.enum(["speech", "gap"]),
  /** Empty for readers whose link shows only translations. */
  text: z.string(),
  lang: LanguageTag,
  startMs: Count,
  endMs: Count,
  /** Mean of the words' confidences, 0 to 1; null if the engine gives none. */
  confidence: z.nullable(z.number()),
  /**
   * Of a pause: how long no sound was captured, ms. The session's clock leaves this time out, so `startMs` equals
   * `endMs`.
   */
  pauseMs: z.optional(Count),
  /** The name of the speaker, if the owner entered one. */
  speaker: z.optional(z.string()),
  /**
   * It is being spoken and grows; absent: it is closed, and only humans change it. A session has at most one open
   * segment.
   */
  open: z.optional(z.boolean()),
  /** A human corrected it. */
  edited: z.optional(z.boolean()),
  /** A tombstone: the segment was deleted, or joined with the one before. It holds no words. */
  removed: z.optional(z.boolean()),
});
export type Segment = z.infer<typeof Segment>;

/** A segment for readers whose link does not show the original: its place and times, without words. */
export function wordless(segment: Segment): Segment {
  return { ...segment, text: "", confidence: null };
}

/** One segment's text in one target language. */
export const Translation = z.object({
  seq: Seq,
  part: Part,
  lang: LanguageTag,
  rev: Count,
  text: z.string(),
  /** The rev of the segment that this text translates. */
  sourceRev: Count,
  /** Words that the engine could not translate and left as they were. */
  unknownWords: Count,
  /** A human wrote it; no engine overwrites it. */
  human: z.optional(z.boolean()),
});
export type Translation = z.infer<typeof Translation>;

/**
 * The sentence that is being spoken, as the recogniser has it now: the settled words of its segment, followed by words
 * that may still change. In another language: the part that is translated so far. Never stored.
 */
export const Draft = z.object({
  epoch: Count,
  /** Rises with every draft of the epoch. */
  counter: Count,
  /** The segment of the draft, which may not have arrived yet. */
  seq: Seq,
  /** Absent: the spoken language. */
  lang: z.optional(LanguageTag),
  text: z.string(),
  startMs: Count,
  /** The recogniser has heard the sound up to this sample of the session. */
  covered: Count,
});
export type Draft = z.infer<typeof Draft>;

/** The present revs and positions, every 2 s while the session is served. */
export const Head = z.object({
  epoch: Count,
  /** The rev of the last change of the session's own row. */
  rev: Count,
  /** In samples: sound before it need not be kept. */
  anchor: Count,
  /** In samples: the recogniser has heard the sound before it. */
  covered: Count,
  recogniser: z.enum(["ok", "retrying"]),
});
export type Head = z.infer<typeof Head>;

/**
 * The revs up to which everything is known, by language; the segments themselves have the key "". A number stands for
 * all.
 */
export type Since = number | Readonly<Record<string, number>>;

/**
 * Everything within a scope that was stored after `since` (0: all of it) and up to `rev`, read in one statement
 * together with `rev`. An answer that is too large is split into pages.
 */
export type Changes<S extends PublicView = SessionView> = {
  readonly since: Since;
  readonly rev: number;
  /** True: more was stored after `rev`; ask again to read it. */
  readonly more?: true;
  readonly anchor: number;
  readonly session: S;
  /** The languages of which `translations` holds everything after `since`. */
  readonly langs: readonly string[];
  readonly segments: Segment[];
  readonly translations: Translation[];
};
