import { every } from "#platform/every";
import { addCounts } from "#redis/worker-counts";
import { announceWorker, withdrawWorker } from "#redis/workers";
import type { WorkerContext } from "../context";

const EVERY_MS = 1_000;

/** Announces this worker and the sessions that hold its recognisers every second, until it is stopped. */
export async function startAnnouncing(context: WorkerContext): Promise<{ stop(): Promise<void> }> {
  const say = async (): Promise<void> => {
    const { id, stt, translator, serving, clocks } = context;
    const { name: engine, languages, capacity } = stt;
    const announced = {
      id,
      engine,
      translator: translator.name,
      languages,
      capacity,
      serving: serving.size,
      clockOff: clocks.off(),
    };
    await announceWorker(context.redis, announced, [...serving]);
    await addCounts(context.redis, context.metrics.takeCounts());
  };
  const announcing = every(
    EVERY_MS,
    // Commands must not pile up while Redis is unavailable.
    () => context.redis.status === "ready" && say(),
    (err) => context.log.warn({ err }, "could not announce this worker"),
  );
  await say();
  return {
    async stop() {
      await announcing.stop();
      await withdrawWorker(context.redis, context.id);
    },
  };
}
