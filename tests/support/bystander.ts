import { performance } from "node:perf_hooks";
import { eventually } from "./eventually";
import { signIn } from "./person";
import { RawSocket } from "./raw-socket";
import { chunkSaying } from "./scripted/sound";

/** A chunk holds 200 ms of sound: this is four times as fast as live. */
const EVERY_MS = 50;
/** Chunks that are acknowledged before the attack begins. */
const QUIET = 40;

type Served = {
  /** The 95th percentile of the time that a chunk's acknowledgement took, ms: before the attack, and during it. */
  readonly quiet: number;
  readonly attacked: number;
  /** Refused chunks. */
  readonly refused: readonly unknown[];
};

/** Somebody speaks, at first undisturbed, then while others attack. */
export async function speakDuring(url: string, attack: () => Promise<unknown>): Promise<Served> {
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
  await eventually(`${QUIET} chunks are acknowledged`, () => took.length >= QUIET);
  const quiet = took.splice(0);
  await attack();
  clearInterval(timer);
  await Promise.all(asked);
  await socket.ask("stop", { sessionId });
  socket.close();
  return { quiet: p95(quiet), attacked: p95(took), refused };
}

function p95(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.95)] ?? Number.POSITIVE_INFINITY;
}
