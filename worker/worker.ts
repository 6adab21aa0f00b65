import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "bullmq";
import { openClocks } from "#platform/clocks";
import type { WorkerEnv } from "#platform/env";
import type { Log } from "#platform/log";
import { Budget } from "#redis/budget";
import { connectRedis } from "#redis/connection";
import { gatherWrites } from "#redis/gather-writes";
import { QUEUE_PREFIX } from "#redis/keys";
import { MAX_STALLED, QUEUE_LOCKS } from "#redis/queue-locks";
import { redisTimeMs } from "#redis/redis-time";
import { createServeQueue, SERVE_QUEUE, type ServeJob } from "#redis/serve-queue";
import { createTranslateQueue, TRANSLATE_QUEUE, type TranslateJob } from "#redis/translate-queue";
import { databaseTimeMs, openDatabase } from "#store/database";
import { openSoundObjects } from "#store/sound/s3/open-s3";
import { soundBytesOfAll } from "#store/sound/sound-state";
import type { WorkerContext } from "./context";
import { WorkerMetrics } from "./metrics";
import { startAnnouncing } from "./serving/announce";
import { Bill } from "./serving/billed-seconds";
import { catchFaults } from "./serving/faults";
import { FollowedSessions } from "./serving/followed-session";
import { LatestRevs } from "./serving/latest-revs";
import { createRedisPublisher } from "./serving/redis-publisher";
import { createSessionServer } from "./serving/serve-session";
import { SoundSpace } from "./sound/sound-space";
import type { SpeechToText } from "./stt/port";
import { startSweeping } from "./sweeping/sweep";
import { createTranslate } from "./translating/translate";
import type { Translator } from "./translation/port";

const TRANSLATIONS_AT_ONCE = 16;
/** Time between close and abort, ms: a job that BullMQ fetches in between goes back to the queue. */
const CLOSE_BEFORE_ABORT_MS = 30;

export type WorkerConfig = {
  readonly env: WorkerEnv;
  readonly stt: SpeechToText;
  readonly translator: Translator;
  readonly log: Log;
};

/**
 * Starts a worker: it serves sessions up to its capacity, translates and sweeps. `close` hands its sessions over.
 * @throws EnvError if the object store of stored sound refuses
 */
export async function createWorker({ env, stt, translator, log }: WorkerConfig): Promise<{ close(): Promise<void> }> {
  catchFaults(log);
  const objects = await openSoundObjects(env, log, "write");
  const connect = (role: string) => {
    const connection = connectRedis(env.REDIS_URL);
    connection.on("error", (err) => log.warn({ err, role }, "Redis connection error"));
    return connection;
  };
  const redis = gatherWrites(connect("commands"));
  const publishing = gatherWrites(connect("publish"));
  const jobs = connect("jobs");
  const database = openDatabase(env.DATABASE_URL);
  const budget = new Budget(redis, env, log);
  const clocks = await openClocks({ database: databaseTimeMs, redis: () => redisTimeMs(redis) }, log);
  const context: WorkerContext = {
    id: randomUUID(),
    env,
    log,
    redis,
    serveQueue: createServeQueue(redis),
    translateQueue: createTranslateQueue(redis),
    publisher: createRedisPublisher(publishing, log),
    latestRevs: new LatestRevs(log),
    followedSessions: new FollowedSessions(redis, budget, log),
    metrics: new WorkerMetrics(),
    stt,
    translator,
    bill: new Bill(redis, log),
    budget,
    clocks,
    soundSpace: new SoundSpace(env.SOUND_MEGABYTES * 1_000_000, soundBytesOfAll, log),
    serving: new Set(),
  };

  const sessionServer = createSessionServer(context);
  const shared = { connection: jobs, prefix: QUEUE_PREFIX, ...QUEUE_LOCKS, maxStalledCount: MAX_STALLED };
  const serving = new Worker<ServeJob>(
    SERVE_QUEUE,
    // BullMQ gives a signal only to a processor with three parameters.
    (job, token, signal) => sessionServer.handle(job, token, signal),
    { ...shared, concurrency: stt.capacity },
  );
  const translate = createTranslate(context);
  const translating = new Worker<TranslateJob>(TRANSLATE_QUEUE, (job) => translate(job), {
    ...shared,
    concurrency: TRANSLATIONS_AT_ONCE,
  });
  serving.on("lockRenewalFailed", (ids: string[]) => {
    for (const id of ids) serving.cancelJob(id, "lost-lock");
  });
  for (const worker of [serving, translating]) {
    // A worker that was frozen finds that it has lost its locks. The next worker of the session is not affected.
    worker.on("error", (err) => log.debug({ err }, "queue error"));
    worker.on("failed", (job, err) => log.warn({ err, jobId: job?.id, queue: worker.name }, "job failed"));
  }
  for (const queue of [context.serveQueue, context.translateQueue]) {
    queue.on("error", (err: Error) => log.warn({ err }, "queue error"));
  }
  await Promise.all([serving.waitUntilReady(), translating.waitUntilReady()]);
  const announcing = await startAnnouncing(context);
  const sweeping = startSweeping(context);
  log.info(
    { workerId: context.id, engine: stt.name, capacity: stt.capacity, translator: translator.name },
    "worker started",
  );

  return {
    async close() {
      void sweeping.stop();
      await announcing.stop();
      sessionServer.drain();
      const closed = Promise.all([serving.close(), translating.close()]);
      await delay(CLOSE_BEFORE_ABORT_MS);
      serving.cancelAllJobs("handover");
      await closed;
      await Promise.all([context.serveQueue.close(), context.translateQueue.close()]);
      sessionServer.close();
      context.latestRevs.close();
      context.followedSessions.close();
      await Promise.all([stt.close(), translator.close()]);
      await context.bill.close();
      clocks.close();
      await database.close();
      objects.close();
      for (const connection of [redis, publishing, jobs]) connection.disconnect();
    },
  };
}
