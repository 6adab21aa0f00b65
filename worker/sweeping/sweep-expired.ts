import { deleteSession } from "#deletion/session";
import { type Expired, expiredSessions } from "#store/session/retention";
import type { WorkerContext } from "../context";

/** A long history that expires at once goes in portions, so that the sweeper comes to the rest of its work. */
const AT_ONCE = 50;

/** Deletes what its owner wanted kept for so many days only, and logs what went. */
export async function sweepExpired(context: WorkerContext): Promise<void> {
  for (const expired of await expiredSessions(AT_ONCE)) await remove(context, expired);
}

/** One session that cannot be deleted holds up no other. */
async function remove(context: WorkerContext, expired: Expired): Promise<void> {
  const { log } = context;
  try {
    await deleteSession(context, expired.sessionId);
    log.info(expired, "deleted: kept for as long as its owner wanted");
  } catch (err) {
    log.warn({ err, sessionId: expired.sessionId }, "an expired session was not deleted");
  }
}
