import { performance } from "node:perf_hooks";
import { signIn } from "./person";
import { RawSocket } from "./raw-socket";
import { chunkSaying } from "./scripted/sound";

/** Chunks of a person who speaks while others attack: as fast as a page sends them after each answer, four times as often as live. */
const EVERY_MS = 50;

/**
 * Somebody speaks from now on.
 * @returns ends it: the 95th percentile of the time that each chunk's acknowledgement took, ms, and refused chunks
 */
export async function speakMeanwhile(url: string): Promise<() => Promise<{ p95: number; refused: unknown[] }>> {
  const socket = await RawSocket.connect(url, (await signIn(url)).token);
  const { take, sessionId } = await socket.speakInNew();
  const took: number[] = [];
  const refused: unknown[] = [];
  const asked: Promise<void>[] = [];
  let n = 0;
  const send = async () => {
    n += 1;
    const from = performance.now();
    const answer = await socket.ask("chunk", { take, n, sound: chunkSaying(n) });
    took.push(performance.now() - from);
    if (!answer.ok) refused.push(answer.refusal);
  };
  const timer = setInterval(() => asked.push(send()), EVERY_MS);
  return async () => {
    clearInterval(timer);
    await Promise.all(asked);
    await socket.ask("stop", { sessionId });
    socket.close();
    const sorted = took.toSorted((a, b) => a - b);
    return { p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.POSITIVE_INFINITY, refused };
  };
}
