import type { Redis } from "ioredis";
import { QUEUE_PREFIX } from "#redis/keys";
import { SERVE_QUEUE } from "#redis/serve-queue";
import { TRANSLATE_QUEUE } from "#redis/translate-queue";
import { ownMiBOfTree, residentMiB } from "./cpu";
import type { Databases } from "./databases";
import type { Processes } from "./processes";

/** The product's memory and backlog at one moment. Memory in MiB. */
export type Occupancy = {
  readonly web: number;
  readonly worker: number;
  readonly redis: number;
  readonly postgres: number;
  /** Chunks in all mailboxes. */
  readonly mailboxes: number;
  readonly keys: number;
  readonly jobs: number;
};

export async function readOccupancy(redis: Redis, databases: Databases, processes: Processes): Promise<Occupancy> {
  const [mailboxes, keys, jobs] = await Promise.all([chunksIn(redis), redis.dbsize(), jobsIn(redis)]);
  return {
    web: Math.round(residentMiB(processes.webPid)),
    worker: Math.round(residentMiB(processes.workerPid)),
    redis: Math.round(residentMiB(databases.redisPid)),
    postgres: Math.round(ownMiBOfTree(databases.postgresPid)),
    mailboxes,
    keys,
    jobs,
  };
}

async function chunksIn(redis: Redis): Promise<number> {
  const mailboxes = await redis.keys("interline:*:mailbox");
  const lengths = await Promise.all(mailboxes.map((key) => redis.xlen(key)));
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** Jobs that are waiting, delayed or active. */
async function jobsIn(redis: Redis): Promise<number> {
  const counts = await Promise.all(
    [SERVE_QUEUE, TRANSLATE_QUEUE].flatMap((queue) => {
      const key = (state: string) => `${QUEUE_PREFIX}:${queue}:${state}`;
      return [redis.llen(key("wait")), redis.llen(key("active")), redis.zcard(key("delayed"))];
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
