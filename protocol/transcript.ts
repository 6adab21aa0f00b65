import { z } from "zod";
import { LanguageTag, SessionView } from "./session";

const Count = z.number().int().nonnegative();

export const Word = z.object({
  word: z.string(),
  startMs: Count,
  endMs: Count,
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type Word = z.infer<typeof Word>;

/** A committed piece of the transcript. Times are on the session's clock. */
export const Segment = z.object({
  seq: z.number().int().positive(),
  rev: Count,
  /** `gap`: sound that did not arrive; its text is empty. */
  kind: z.enum(["speech", "gap"]),
  text: z.string(),
  lang: LanguageTag,
  startMs: Count,
  endMs: Count,
  /** Mean of the words' confidences, 0 to 1; null where the engine gives none. */
  confidence: z.number().nullable(),
});
export type Segment = z.infer<typeof Segment>;

/** One segment's text in one target language. */
export const Translation = z.object({
  seq: z.number().int().positive(),
  lang: LanguageTag,
  rev: Count,
  text: z.string(),
  /** The segment's rev that this text translates. */
  sourceRev: Count,
  /** Words that the engine could not translate and left as they were. */
  unknownWords: Count,
});
export type Translation = z.infer<typeof Translation>;

/** The hypothesis as shown on a screen: grey, revisable, never stored. */
export const Draft = z.object({
  epoch: Count,
  /** Rises with every draft of the epoch. */
  counter: Count,
  /** The segment that it will become. */
  seq: z.number().int().positive(),
  /** Absent: the spoken language. */
  lang: LanguageTag.optional(),
  text: z.string(),
  startMs: Count,
  /** Sound up to this sample of the session has been heard by the recogniser. */
  covered: Count,
});
export type Draft = z.infer<typeof Draft>;

/** The state of things, every 2 s while the session is served. */
export const Head = z.object({
  epoch: Count,
  rev: Count,
  /** Samples: sound before it need not be kept. */
  anchor: Count,
  /** Samples: sound before it has been heard by the recogniser. */
  covered: Count,
  recogniser: z.enum(["ok", "retrying"]),
});
export type Head = z.infer<typeof Head>;

/** Everything stored after `since` (0: all of it), read in one statement with `rev`. */
export const Changes = z.object({
  since: Count,
  rev: Count,
  anchor: Count,
  session: SessionView,
  segments: z.array(Segment),
  translations: z.array(Translation),
});
export type Changes = z.infer<typeof Changes>;
