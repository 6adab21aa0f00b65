import { z } from "zod";

const Position = z.number().int();

/**
 * Messages of a recogniser's process, one JSON object per line. Positions are samples since its first sample. The parent
 * converts them to the session's clock.
 */
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

export const Line = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("failed"), missing: z.boolean(), message: z.string() }),
  Hypothesis,
  Final,
  Quiet,
  z.object({ type: z.literal("end") }),
]);

export type Line = z.infer<typeof Line>;
export type TimedWord = z.infer<typeof TimedWord>;
/** The messages about the sound. */
export type DecoderEvent = z.infer<typeof Hypothesis> | z.infer<typeof Final> | z.infer<typeof Quiet>;
