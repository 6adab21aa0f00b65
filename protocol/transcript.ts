import * as z from "zod/mini";
import { LanguageTag, type PublicView, type SessionView } from "./session";

export const Count = z.int().check(z.nonnegative());
const Seq = z.int().check(z.positive());
/** Above it PostgreSQL's integers end. */
export const MOST_PARTS = 2_147_483_647;
/** Tells the pieces of a line that was split; absent: 0, the line as it was committed. */
const Part = z.optional(Count.check(z.maximum(MOST_PARTS)));
/** 0 to 1. */
const Share = z.number().check(z.minimum(0), z.maximum(1));

export const Word = z.object({
  word: z.string(),
  startMs: Count,
  endMs: Count,
  /** 0 to 1; null where the engine gave none when the word was committed. */
  confidence: z.nullable(Share),
});
export type Word = z.infer<typeof Word>;

/** A sentence of the transcript, or a gap. Times are on the session's clock. */
export const Segment = z.object({
  seq: Seq,
  part: Part,
  rev: Count,
  /** `gap`: sound that did not arrive; its text is empty. */
  kind: z.enum(["speech", "gap"]),
  /** Empty for readers whose link shows only translations. */
  text: z.string(),
  lang: LanguageTag,
  startMs: Count,
  endMs: Count,
  /** Mean of the words' confidences, 0 to 1; null where the engine gives none. */
  confidence: z.nullable(z.number()),
  /** Who said it, where the owner wrote that. */
  speaker: z.optional(z.string()),
  /** It is still being spoken and grows; absent: it is closed, and only humans change it. One per session at most. */
  open: z.optional(z.boolean()),
  /** A human corrected it. */
  edited: z.optional(z.boolean()),
  /** A tombstone: the line was deleted, or joined with the one before, and none of its words are here. */
  removed: z.optional(z.boolean()),
});
export type Segment = z.infer<typeof Segment>;

/** A line as readers get it whose link does not hold the original: where it stands, and nothing of what was said. */
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
  /** The segment's rev that this text translates. */
  sourceRev: Count,
  /** Words that the engine could not translate and left as they were. */
  unknownWords: Count,
  /** A human wrote it: no engine writes over it. */
  human: z.optional(z.boolean()),
});
export type Translation = z.infer<typeof Translation>;

/**
 * The sentence that is being spoken, as the recogniser believes it to be: the settled words of its segment first, and
 * behind them the words that may still change. In another language: what is translated of it so far. Never stored.
 */
export const Draft = z.object({
  epoch: Count,
  /** Rises with every draft of the epoch. */
  counter: Count,
  /** The segment that it belongs to, which may not be there yet. */
  seq: Seq,
  /** Absent: the spoken language. */
  lang: z.optional(LanguageTag),
  text: z.string(),
  startMs: Count,
  /** Sound up to this sample of the session has been heard by the recogniser. */
  covered: Count,
});
export type Draft = z.infer<typeof Draft>;

/** The state of things, every 2 s while the session is served. */
export const Head = z.object({
  epoch: Count,
  /** Of the last change of the session's own row. */
  rev: Count,
  /** Samples: sound before it need not be kept. */
  anchor: Count,
  /** Samples: sound before it has been heard by the recogniser. */
  covered: Count,
  recogniser: z.enum(["ok", "retrying"]),
});
export type Head = z.infer<typeof Head>;

/** Up to which rev everything is known, by language; the lines themselves have the key "". A number stands for all. */
export type Since = number | Readonly<Record<string, number>>;

/**
 * Everything within somebody's scope that was stored after `since` (0: all of it) and up to `rev`, read in one statement
 * with it. What is too much for one answer comes in pages.
 */
export type Changes<S extends PublicView = SessionView> = {
  readonly since: Since;
  readonly rev: number;
  /** A page: more was stored after `rev`, and is read by asking again. */
  readonly more?: true;
  readonly anchor: number;
  readonly session: S;
  /** The languages of which `translations` holds everything after `since`. */
  readonly langs: readonly string[];
  readonly segments: Segment[];
  readonly translations: Translation[];
};
