import type { Redis } from "ioredis";
import { REWRITING_KEY, REWRITTEN_KEY, UNWRITTEN_KEY } from "./keys";

/** What Redis has deleted and its append-only file may still hold: of a deleted session, or sound that was recognised. */
export type Leftover = "deleted" | "recognised";

/** Sound that was recognised stays in the file for this long at most, and a little more. */
const REWRITE_EVERY_MS = 3 * 60_000;

/** What a look at the file came to. `forbidden`: this Redis lets nobody rewrite its files. */
export type Rewriting = "nothing to do" | "begun" | "under way" | "failed" | "forbidden";

/** Notes that Redis holds something no more that its files still hold. */
export async function noteLeftover(redis: Redis, leftover: Leftover): Promise<void> {
  await redis.hset(UNWRITTEN_KEY, leftover, "1");
}

/**
 * Has Redis write its files again where they hold what it has deleted: soon after a deletion, and every few minutes for sound
 * that was recognised. A rewrite that failed is begun again. Call it again and again, from one process at a time.
 * @see https://redis.io/docs/latest/commands/bgrewriteaof/
 */
export async function rewriteFiles(redis: Redis): Promise<Rewriting> {
  const persistence = await readPersistence(redis);
  if (persistence === null) return "forbidden";
  if (persistence.isWriting) return "under way";
  const hasFailed = await settleLast(redis, persistence.hasFailed);
  const leftovers = await redis.hkeys(UNWRITTEN_KEY);
  if (!(await isDue(redis, leftovers))) return "nothing to do";
  if (!persistence.command) {
    await redis.del(UNWRITTEN_KEY);
    return "nothing to do";
  }
  await redis.rename(UNWRITTEN_KEY, REWRITING_KEY);
  try {
    await redis.call(persistence.command);
  } catch (error) {
    await giveBack(redis);
    if (isForbidden(error)) return "forbidden";
    throw error;
  }
  await redis.set(REWRITTEN_KEY, "1", "PX", REWRITE_EVERY_MS);
  return hasFailed ? "failed" : "begun";
}

async function isDue(redis: Redis, leftovers: readonly string[]): Promise<boolean> {
  if (leftovers.length === 0) return false;
  return leftovers.includes("deleted") || (await redis.exists(REWRITTEN_KEY)) === 0;
}

/** The last rewrite is over. What it was for is done, or still to do. */
async function settleLast(redis: Redis, hasFailed: boolean): Promise<boolean> {
  if ((await redis.exists(REWRITING_KEY)) === 0) return false;
  if (hasFailed) await giveBack(redis);
  else await redis.del(REWRITING_KEY);
  return hasFailed;
}

async function giveBack(redis: Redis): Promise<void> {
  const leftovers = await redis.hgetall(REWRITING_KEY);
  await redis.multi().hset(UNWRITTEN_KEY, leftovers).del(REWRITING_KEY).exec();
}

type Persistence = {
  readonly isWriting: boolean;
  readonly hasFailed: boolean;
  /** What writes the file that this Redis keeps; absent: it keeps none. */
  readonly command?: "BGREWRITEAOF" | "BGSAVE";
};

/** null: this Redis does not tell. */
async function readPersistence(redis: Redis): Promise<Persistence | null> {
  let told: string;
  try {
    told = await redis.info("persistence");
  } catch (error) {
    if (isForbidden(error)) return null;
    throw error;
  }
  const fields = new Map(told.split(/\r?\n/).map((line) => line.split(":", 2) as [string, string]));
  const isOn = (field: string) => (fields.get(field) ?? "0") !== "0";
  const hasAppendOnlyFile = isOn("aof_enabled");
  const status = fields.get(hasAppendOnlyFile ? "aof_last_bgrewrite_status" : "rdb_last_bgsave_status");
  const writing = ["loading", "aof_rewrite_in_progress", "aof_rewrite_scheduled", "rdb_bgsave_in_progress"];
  return {
    isWriting: writing.some(isOn),
    hasFailed: status === "err",
    // Snapshots alone: where one was saved, it is replaced. Redis must not begin to keep one here.
    ...(hasAppendOnlyFile ? { command: "BGREWRITEAOF" } : isOn("rdb_saves") && { command: "BGSAVE" }),
  };
}

function isForbidden(error: unknown): boolean {
  return error instanceof Error && /^(NOPERM|ERR unknown command)/.test(error.message);
}
