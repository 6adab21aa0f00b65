import { deleteSession } from "#deletion/session";
import { type Expired, expiredSessions } from "#store/session/retention";
import type { WorkerContext } from "../context";

/** A long history that expires at once is deleted in portions, so that the rest of the sweep is not delayed. */
const AT_ONCE = 50;

/** Deletes sessions that are older than their owner keeps them, and logs their ids and counts. */
export async function sweepExpired(context: WorkerContext): Promise<void> {
  for (const expired of await expiredSessions(AT_ONCE)) await remove(context, expired);
}

/** A session that cannot be deleted does not delay the others. */
async function remove(context: WorkerContext, expired: Expired): Promise<void> {
  const { log } = context;
  try {
    await deleteSession(context, expired.sessionId);
    log.info(expired, "deleted: kept for as long as its owner wanted");
  } catch (err) {
    log.warn({ err, sessionId: expired.sessionId }, "an expired session was not deleted");
  }
}
