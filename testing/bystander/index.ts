import { setTimeout as delay } from "node:timers/promises";
import { signIn } from "../people/person";
import { chunkSaying } from "../scripted/sound";
import { RawSocket } from "../stack/raw-socket";

/** Twice the rate of live speech: enough measurements in a short attack. */
const EVERY_MS = 100;

/** Measurements since the last request: latencies of acknowledgements, and kinds of refusals. */
export type Measured = { readonly tookMs: readonly number[]; readonly refused: readonly string[] };

/**
 * Refusals that count as answers, not as faults: the worker is behind and the mailbox full, but the gateway has
 * answered.
 */
const WAITED_OUT = new Set(["full", "expected"]);

const url = process.argv[2] ?? "";
const socket = await RawSocket.connect(url, (await signIn(url)).token);
const { take } = await socket.speakInNew();
const tookMs: number[] = [];
const refused: string[] = [];
let askedAt: number | null = null;
socket.socket.on("disconnect", (reason) => refused.push(reason));

process.on("message", () => {
  // A chunk that is not acknowledged yet has taken at least this long.
  const unanswered = askedAt === null ? [] : [performance.now() - askedAt];
  process.send?.({ tookMs: [...tookMs.splice(0), ...unanswered], refused: refused.splice(0) } satisfies Measured);
});
process.once("disconnect", () => process.exit());
process.send?.({ tookMs: [], refused: [] } satisfies Measured);

for (let n = 1; ; n += 1) {
  askedAt = performance.now();
  const { ok, refusal } = await socket.ask("chunk", { take, n, sound: chunkSaying(n) });
  const took = performance.now() - askedAt;
  askedAt = null;
  tookMs.push(took);
  if (!ok) n -= 1;
  if (!ok && !WAITED_OUT.has(String(refusal?.kind))) refused.push(String(refusal?.kind));
  await delay(Math.max(EVERY_MS - took, 0));
}
