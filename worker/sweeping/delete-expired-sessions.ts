import { deleteSession } from "#deletion/session";
import { type Expired, expiredSessions } from "#store/session/retention";
import type { WorkerContext } from "../context";

/** Most sessions that one sweep deletes, so that the other work of the sweeper is not delayed. */
const AT_ONCE = 50;

/** Deletes and logs sessions past their owner's retention period. */
export async function deleteExpiredSessions(context: WorkerContext): Promise<void> {
  for (const expired of await expiredSessions(AT_ONCE)) await remove(context, expired);
}

/** A session that cannot be deleted does not stop the others. */
async function remove(context: WorkerContext, expired: Expired): Promise<void> {
  const { log } = context;
  try {
    await deleteSession(context, expired.sessionId);
    log.info(expired, "deleted a session past its retention period");
  } catch (err) {
    log.warn({ err, sessionId: expired.sessionId }, "could not delete an expired session");
  }
}
