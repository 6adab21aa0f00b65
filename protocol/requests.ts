import { z } from "zod";
import type { Ack } from "./refusal";
import { LanguageTag, SessionId, Title } from "./session";
import { CHUNK_BYTES } from "./sound";
import type { Changes } from "./transcript";

const Take = z.number().int().positive();
/** A chunk's number within its take. A take of a year of sound stays far below. */
const N = z.number().int().positive().max(1_000_000_000);

/** Make a session and reserve a recogniser for it. */
export const StartRequest = z.strictObject({
  sourceLang: LanguageTag,
  /** Other languages that may be spoken; as many as the engine listens for at once. */
  alternativeLangs: z.array(LanguageTag).max(2).default([]),
  targetLangs: z.array(LanguageTag).min(1).max(20),
  title: Title.default(""),
});

/** Join the session's rooms, then read everything after `since` (0: all). */
export const JoinRequest = z.strictObject({ sessionId: SessionId, since: z.number().int().nonnegative().default(0) });

/** Begin to speak: without `take` a new one, with it go on after a broken connection. */
export const SpeakRequest = z.strictObject({ sessionId: SessionId, take: Take.optional() });

/** One chunk of the take that this socket speaks in. */
export const ChunkRequest = z.strictObject({
  take: Take,
  n: N,
  sound: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength === CHUNK_BYTES, {
    error: `sound is not ${CHUNK_BYTES} bytes`,
  }),
});

/** Chunks `from` to `to` are gone for good: a gap line takes their place. */
export const LostRequest = z
  .strictObject({ take: Take, from: N, to: N })
  .refine(({ from, to }) => from <= to, { error: "from is after to" });

/** End the session: after chunk `n - 1` of `take`; without a take, after whatever arrived. */
export const StopRequest = z.strictObject({
  sessionId: SessionId,
  after: z.strictObject({ take: Take, n: N }).optional(),
});

export const DeleteRequest = z.strictObject({ sessionId: SessionId });

export type Speaking = {
  readonly take: number;
  /** The session's sample at which chunk 1 of this take begins. */
  readonly takeStart: number;
  /** The chunk that the gateway wants next. */
  readonly expected: number;
  /** Chunks that may be in flight. */
  readonly credit: number;
  /** Samples: sound before it need not be kept. */
  readonly anchor: number;
};

/** What a page may send, with the acknowledgement of each. */
export interface ClientToServerEvents {
  start(request: z.input<typeof StartRequest>, ack: (answer: Ack<{ readonly sessionId: string }>) => void): void;
  join(request: z.input<typeof JoinRequest>, ack: (answer: Ack<{ readonly changes: Changes }>) => void): void;
  speak(request: z.input<typeof SpeakRequest>, ack: (answer: Ack<Speaking>) => void): void;
  chunk(request: z.input<typeof ChunkRequest>, ack: (answer: Ack<{ readonly credit: number }>) => void): void;
  lost(request: z.input<typeof LostRequest>, ack: (answer: Ack<{ readonly credit: number }>) => void): void;
  stop(request: z.input<typeof StopRequest>, ack: (answer: Ack<object>) => void): void;
  delete(request: z.input<typeof DeleteRequest>, ack: (answer: Ack<object>) => void): void;
}
