import { z } from "zod";

const Position = z.number().int();

// Positions are samples since the first sample of the process. Its parent converts them to the session's clock.

const TimedWord = z.object({ word: z.string(), start: Position, end: Position, confidence: z.number().min(0).max(1) });

/** In mid-utterance the decoder has no confidences yet. */
const BelievedWord = TimedWord.omit({ confidence: true });

const Hypothesis = z.object({
  type: z.literal("hypothesis"),
  words: z.array(BelievedWord),
  start: Position,
  covered: Position,
});
const Final = z.object({ type: z.literal("final"), words: z.array(TimedWord).min(1), end: Position });
/** `isOtherLanguage`: there is speech, but not of the model's language. */
const Quiet = z.object({ type: z.literal("quiet"), upTo: Position, isOtherLanguage: z.boolean() });

/** A message of a recogniser's process, as one line of JSON. */
export const DecoderMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("failed"), missing: z.boolean(), message: z.string() }),
  Hypothesis,
  Final,
  Quiet,
  z.object({ type: z.literal("end") }),
]);

export type DecoderMessage = z.infer<typeof DecoderMessage>;
export type TimedWord = z.infer<typeof TimedWord>;
export type BelievedWord = z.infer<typeof BelievedWord>;
/** The messages about the sound. */
export type DecoderEvent = z.infer<typeof Hypothesis> | z.infer<typeof Final> | z.infer<typeof Quiet>;
