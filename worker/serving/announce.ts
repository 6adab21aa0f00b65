import { every } from "#platform/every";
import { announce, withdraw } from "#redis/capacity";
import { addToTally } from "#redis/metrics";
import type { WorkerContext } from "../context";

const EVERY_MS = 1_000;

/** Reports this worker's capacity, and the sessions that hold its recognisers, every second until it is stopped. */
export async function startAnnouncing(context: WorkerContext): Promise<{ stop(): Promise<void> }> {
  const say = async (): Promise<void> => {
    const { id, stt, translator, serving, clocks } = context;
    const { name: engine, languages, capacity } = stt;
    const offer = {
      id,
      engine,
      translator: translator.name,
      languages,
      capacity,
      serving: serving.size,
      clockOff: clocks.off(),
    };
    await announce(context.redis, offer, [...serving]);
    await addToTally(context.redis, context.tally.take());
  };
  const announcing = every(
    EVERY_MS,
    // Commands must not pile up while Redis is away.
    () => context.redis.status === "ready" && say(),
    (err) => context.log.warn({ err }, "not announced"),
  );
  await say();
  return {
    async stop() {
      await announcing.stop();
      await withdraw(context.redis, context.id);
    },
  };
}
