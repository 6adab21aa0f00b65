import type { Redis } from "ioredis";
import { REWRITING_KEY, REWRITTEN_KEY, UNWRITTEN_KEY } from "./keys";

/** Data that Redis has deleted but may still hold in its append-only file: of a deleted session, or recognised sound. */
export type Leftover = "deleted" | "recognised";

/** Recognised sound stays in the file for at most this long plus one sweep, ms. */
const REWRITE_EVERY_MS = 3 * 60_000;

/** Field of REWRITING_KEY: `run_id` of the Redis that began the rewrite. */
const RUN_FIELD = "run";

/** Result of `rewriteFiles`. `forbidden`: this Redis does not allow clients to rewrite its files. */
export type Rewriting = "nothing to do" | "begun" | "under way" | "failed" | "forbidden";

/** Notes that the files of Redis may hold data that Redis itself has deleted, so that the next rewrite is due. */
export async function noteLeftover(redis: Redis, leftover: Leftover): Promise<void> {
  await redis.hset(UNWRITTEN_KEY, leftover, "1");
}

/**
 * Has Redis rewrite its files when they hold deleted data: at the next call after a deletion, and every few minutes for
 * recognised sound. Repeats a rewrite that failed. Call it periodically, from one process at a time.
 * @throws the connection's error
 * @see https://redis.io/docs/latest/commands/bgrewriteaof/
 */
export async function rewriteFiles(redis: Redis): Promise<Rewriting> {
  const persistence = await readPersistence(redis);
  if (persistence === null) return "forbidden";
  if (persistence.isWriting) return "under way";
  const hasFailed = await checkLastRewrite(redis, persistence);
  const leftovers = await redis.hkeys(UNWRITTEN_KEY);
  if (!(await isDue(redis, leftovers))) return "nothing to do";
  if (persistence.commands.length === 0) {
    await redis.del(UNWRITTEN_KEY);
    return "nothing to do";
  }
  await redis.rename(UNWRITTEN_KEY, REWRITING_KEY);
  try {
    for (const command of persistence.commands) await redis.call(command);
    // Last: without this field the next call repeats the rewrite.
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
 * Checks the last rewrite. On success its leftovers are cleared; on failure they are due again. Redis reports success after
 * a restart that interrupted the rewrite, so `run_id` is compared too.
 * @returns whether the rewrite failed
 */
async function checkLastRewrite(redis: Redis, { runId, hasFailed: saysSo }: Persistence): Promise<boolean> {
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
  /** Changes with each restart. */
  readonly runId: string;
  readonly isWriting: boolean;
  readonly hasFailed: boolean;
  /** The commands that rewrite the files that this Redis keeps; empty when it keeps none. */
  readonly commands: readonly ("BGREWRITEAOF" | "BGSAVE")[];
};

/** @returns null when this Redis forbids INFO */
async function readPersistence(redis: Redis): Promise<Persistence | null> {
  const told = await unlessForbidden(Promise.all([redis.info("server"), redis.info("persistence")]));
  if (told === null) return null;
  const lines = told.join("\n").split(/\r?\n/);
  const fields = new Map(lines.map((line) => line.split(":", 2) as [string, string]));
  const isOn = (field: string) => (fields.get(field) ?? "0") !== "0";
  const writing = ["loading", "aof_rewrite_in_progress", "aof_rewrite_scheduled", "rdb_bgsave_in_progress"];
  const hasAppendOnlyFile = isOn("aof_enabled");
  // An existing snapshot is replaced. BGSAVE must not create one where Redis keeps none.
  const hasSnapshot = isOn("rdb_saves") || (await savesByItself(redis));
  return {
    runId: fields.get("run_id") ?? "",
    isWriting: writing.some(isOn),
    hasFailed:
      (hasAppendOnlyFile && fields.get("aof_last_bgrewrite_status") === "err") ||
      (hasSnapshot && fields.get("rdb_last_bgsave_status") === "err"),
    // After BGSAVE Redis schedules BGREWRITEAOF; in the other order it refuses BGSAVE.
    commands: [...(hasSnapshot ? ["BGSAVE" as const] : []), ...(hasAppendOnlyFile ? ["BGREWRITEAOF" as const] : [])],
  };
}

/** Whether Redis is configured to save snapshots; false when it forbids CONFIG. */
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

/** Whether Redis refused the command: hosted services rename, remove or forbid commands. */
function isForbidden(error: unknown): boolean {
  return error instanceof Error && /^(NOPERM|ERR unknown command|ERR .*(not allowed|disabled))/.test(error.message);
}

/**
 * Whether Redis refused because it is already rewriting. That rewrite may have begun before the deletion, so another one is
 * needed.
 */
function isBusy(error: unknown): boolean {
  return error instanceof Error && /in progress|another child process/i.test(error.message);
}
