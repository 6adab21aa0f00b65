import { deleteSound, expiredSounds } from "#store/sound/sound-state";
import type { WorkerContext } from "../context";

/** Most sounds that one sweep deletes, so that the other work of the sweeper is not delayed. */
const AT_ONCE = 50;

/** Deletes sound that is older than the days that its owner chose. The text of its session stays. */
export async function deleteExpiredSound(context: WorkerContext): Promise<void> {
  const { log, publisher } = context;
  for (const sessionId of await expiredSounds(AT_ONCE)) {
    // One that cannot be deleted does not stop the others.
    try {
      const change = await deleteSound(sessionId);
      if (change) publisher.session(change);
      log.info({ sessionId }, "deleted the sound of a session past its days");
    } catch (err) {
      log.warn({ err, sessionId }, "could not delete expired sound");
    }
  }
}
