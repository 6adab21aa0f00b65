import { rewriteFiles } from "#redis/append-only-file";
import type { WorkerContext } from "../context";

/** Returns a function that removes deleted data from the files of Redis. It logs once if Redis does not allow that. */
export function rewritingRedisFiles({ redis, log }: Pick<WorkerContext, "redis" | "log">): () => Promise<void> {
  let isSaid = false;
  return async () => {
    const rewriting = await rewriteFiles(redis);
    if (rewriting === "failed") log.warn("Redis could not rewrite its append-only file; retrying");
    if (rewriting !== "forbidden" || isSaid) return;
    isSaid = true;
    log.warn("Redis does not allow BGREWRITEAOF: deleted speech stays in its files until Redis rewrites them itself");
  };
}
