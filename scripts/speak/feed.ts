import { setTimeout as delay } from "node:timers/promises";
import type { Sender } from "#app/speaking/sender";
import { isEnd } from "#app/speaking/sender-state";
import { CHUNK_SAMPLES, samplesToMs } from "#protocol/sound";

/** A file can wait, a microphone cannot. At most this much sound is passed on before the gateway has it. */
const AHEAD_MS = 3_000;
const POLL_MS = 50;

/** Feeds samples to a sender as if they were spoken now, `pace` times as fast; slower if the sender has no room. */
export async function feed(sender: Sender, samples: Int16Array, pace: number, signal: AbortSignal): Promise<void> {
  const begun = performance.now();
  for (let at = 0; at < samples.length && !signal.aborted; at += CHUNK_SAMPLES) {
    const piece = samples.subarray(at, at + CHUNK_SAMPLES);
    // Like a microphone, which delivers a piece when it is complete.
    const due = begun + samplesToMs(at + piece.length) / pace;
    await delay(Math.max(0, due - performance.now()), undefined, { signal }).catch(() => undefined);
    while (!signal.aborted && !isEnd(sender.getSnapshot())) {
      if (sender.getSnapshot().keptMs < AHEAD_MS && sender.push(piece)) break;
      await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
    if (isEnd(sender.getSnapshot())) return;
  }
}
