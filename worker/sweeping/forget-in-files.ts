import { rewriteFiles } from "#redis/append-only-file";
import type { WorkerContext } from "../context";

/** Returns the step of the sweep that removes deleted data from the files of Redis. Warns once if Redis does not allow it. */
export function forgettingInFiles({ redis, log }: Pick<WorkerContext, "redis" | "log">): () => Promise<void> {
  let isSaid = false;
  return async () => {
    const rewriting = await rewriteFiles(redis);
    if (rewriting === "failed") log.warn("Redis could not rewrite its append-only file; it was asked again");
    if (rewriting !== "forbidden" || isSaid) return;
    isSaid = true;
    log.warn("Redis does not allow BGREWRITEAOF: deleted speech stays in its files until Redis rewrites them itself");
  };
}
