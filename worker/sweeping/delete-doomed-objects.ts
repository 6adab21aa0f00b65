import { deleteObject, doomAbandonedObjects, doomedObjects } from "#store/sound/sound-objects";
import type { WorkerContext } from "../context";

/** Objects that one sweep deletes; an hour of sound has 360. */
const AT_ONCE = 1_000;
/** Requests to the store at once. */
const CONCURRENT = 16;
/** After this many failures the sweep asks the store no more. */
const MOST_FAILURES = 3;

/** Deletes objects of sound whose part is deleted or was never stored. The next sweep tries again what failed. */
export async function deleteDoomedObjects({ log }: Pick<WorkerContext, "log">): Promise<void> {
  await doomAbandonedObjects();
  const locations = await doomedObjects(AT_ONCE);
  const failures: unknown[] = [];
  const work = async () => {
    for (let next = locations.pop(); next !== undefined && failures.length < MOST_FAILURES; next = locations.pop())
      await deleteObject(next).catch((err: unknown) => failures.push(err));
  };
  await Promise.all(Array.from({ length: CONCURRENT }, work));
  if (failures.length > 0) log.warn({ err: failures[0] }, "could not delete objects of deleted sound; retrying");
}
