import { z } from "zod";

const Position = z.number().int();

/**
 * What a recogniser's process says, one JSON object a line. Positions are samples since its first
 * sample; the session's clock is the parent's business.
 */
const TimedWord = z.object({ word: z.string(), start: Position, end: Position, confidence: z.number().min(0).max(1) });

/** In mid-utterance the decoder knows where its words lie, and not yet how sure it is of them. */
const BelievedWord = TimedWord.omit({ confidence: true });

const Hypothesis = z.object({
  type: z.literal("hypothesis"),
  words: z.array(BelievedWord),
  start: Position,
  covered: Position,
});
const Final = z.object({ type: z.literal("final"), words: z.array(TimedWord).min(1), end: Position });
const Quiet = z.object({ type: z.literal("quiet"), upTo: Position });

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
/** What is said about the sound itself. */
export type DecoderEvent = z.infer<typeof Hypothesis> | z.infer<typeof Final> | z.infer<typeof Quiet>;
