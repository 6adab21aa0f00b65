import type { Redis } from "ioredis";
import { REWRITING_KEY, REWRITTEN_KEY, UNWRITTEN_KEY } from "./keys";

/** What Redis has deleted and its append-only file may still hold: of a deleted session, or sound that was recognised. */
export type Leftover = "deleted" | "recognised";

/** Sound that was recognised stays in the file for this long at most, and a little more. */
const REWRITE_EVERY_MS = 3 * 60_000;

/** Field of REWRITING_KEY: the run of Redis in which the rewrite was begun. */
const RUN_FIELD = "run";

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
  const hasFailed = await settleLast(redis, persistence);
  const leftovers = await redis.hkeys(UNWRITTEN_KEY);
  if (!(await isDue(redis, leftovers))) return "nothing to do";
  if (persistence.commands.length === 0) {
    await redis.del(UNWRITTEN_KEY);
    return "nothing to do";
  }
  await redis.rename(UNWRITTEN_KEY, REWRITING_KEY);
  try {
    for (const command of persistence.commands) await redis.call(command);
    // Last: a rewrite that was not noted here is made again.
    await redis.hset(REWRITING_KEY, RUN_FIELD, persistence.runId);
  } catch (error) {
    await giveBack(redis);
    if (isForbidden(error)) return "forbidden";
    if (isBusy(error)) return "under way";
    throw error;
  }
  await redis.set(REWRITTEN_KEY, "1", "PX", REWRITE_EVERY_MS);
  return hasFailed ? "failed" : "begun";
}

async function isDue(redis: Redis, leftovers: readonly string[]): Promise<boolean> {
  if (leftovers.length === 0) return false;
  return leftovers.includes("deleted") || (await redis.exists(REWRITTEN_KEY)) === 0;
}

/**
 * The last rewrite is over. What it was for is done, or still to do: a Redis that was restarted meanwhile made none, and
 * says that its last one went well.
 */
async function settleLast(redis: Redis, { runId, hasFailed: saysSo }: Persistence): Promise<boolean> {
  if ((await redis.exists(REWRITING_KEY)) === 0) return false;
  const hasFailed = saysSo || (await redis.hget(REWRITING_KEY, RUN_FIELD)) !== runId;
  if (hasFailed) await giveBack(redis);
  else await redis.del(REWRITING_KEY);
  return hasFailed;
}

async function giveBack(redis: Redis): Promise<void> {
  const { [RUN_FIELD]: _, ...leftovers } = await redis.hgetall(REWRITING_KEY);
  await redis.multi().hset(UNWRITTEN_KEY, leftovers).del(REWRITING_KEY).exec();
}

type Persistence = {
  /** Another one after each restart. */
  readonly runId: string;
  readonly isWriting: boolean;
  readonly hasFailed: boolean;
  /** What writes the files that this Redis keeps; none: it keeps none. */
  readonly commands: readonly ("BGREWRITEAOF" | "BGSAVE")[];
};

/** null: this Redis does not tell. */
async function readPersistence(redis: Redis): Promise<Persistence | null> {
  const told = await unlessForbidden(Promise.all([redis.info("server"), redis.info("persistence")]));
  if (told === null) return null;
  const lines = told.join("\n").split(/\r?\n/);
  const fields = new Map(lines.map((line) => line.split(":", 2) as [string, string]));
  const isOn = (field: string) => (fields.get(field) ?? "0") !== "0";
  const writing = ["loading", "aof_rewrite_in_progress", "aof_rewrite_scheduled", "rdb_bgsave_in_progress"];
  const hasAppendOnlyFile = isOn("aof_enabled");
  // Where a snapshot is kept it is replaced. Redis must not begin to keep one here.
  const hasSnapshot = isOn("rdb_saves") || (await savesByItself(redis));
  return {
    runId: fields.get("run_id") ?? "",
    isWriting: writing.some(isOn),
    hasFailed:
      (hasAppendOnlyFile && fields.get("aof_last_bgrewrite_status") === "err") ||
      (hasSnapshot && fields.get("rdb_last_bgsave_status") === "err"),
    // Behind a snapshot Redis schedules the rewrite, and says so; the other way round it would refuse.
    commands: [...(hasSnapshot ? ["BGSAVE" as const] : []), ...(hasAppendOnlyFile ? ["BGREWRITEAOF" as const] : [])],
  };
}

/** Whether Redis saves snapshots now and then; where it keeps its settings to itself, the ones it has saved count. */
async function savesByItself(redis: Redis): Promise<boolean> {
  const [, save = ""] = ((await unlessForbidden(redis.config("GET", "save"))) ?? []) as string[];
  return save !== "";
}

async function unlessForbidden<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (isForbidden(error)) return null;
    throw error;
  });
}

/** Hosted services rename commands, remove them, or forbid them. */
function isForbidden(error: unknown): boolean {
  return error instanceof Error && /^(NOPERM|ERR unknown command|ERR .*(not allowed|disabled))/.test(error.message);
}

/** Redis writes its files for another reason, which may have begun too early. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && /in progress|another child process/i.test(error.message);
}
