import { isSoundHeld } from "#redis/continuation";
import { entriesIn, silenceOf, startCountingSilence } from "#redis/mailbox";
import { enqueueServing } from "#redis/serve-queue";
import { closeOpenSegment, closeOrphanedSegment } from "#store/segments/close-segment";
import { markEnded, markWaiting } from "#store/session/change-state";
import { claimSession } from "#store/session/claim-session";
import type { OpenSession } from "#store/session/open-sessions";
import { endSession } from "#takes/end-session";
import type { WorkerContext } from "../context";
import { publishClosed, publishEnd } from "../serving/publish-end";

/** After this long without a chunk a session becomes `waiting`, ms. */
const WAITING_AFTER_MS = 60_000;
/** After this long without a chunk or a refused `speak` a session is stopped, ms. */
const STOP_AFTER_MS = 30 * 60_000;
/** The same where a file is imported: the machine with the file may have been off, or others' files come first. */
const STOP_IMPORT_AFTER_MS = 24 * 3_600_000;
/** A session in the state `ending` whose mailbox is empty for this long has lost its stop entry, ms. */
const LOST_STOP_AFTER_MS = 30_000;
/** A segment that is open this long after the last sound has no worker: a worker would have closed it, ms. */
const ORPHANED_AFTER_MS = 15_000;

/**
 * Acts on one session by the length of its silence: enqueues sound that no job serves, closes an orphaned segment, marks
 * the session as waiting after a minute, stops it after half an hour (after a day where a file is imported), and ends it if its stop entry was lost.
 */
export async function sweepSession(context: WorkerContext, session: OpenSession): Promise<void> {
  // The gateway that blocked the owner could not end this session.
  if (session.isBlocked && session.state !== "ending") return stop(context, session.id, "its owner is blocked");
  const [entries, silence] = await Promise.all([
    entriesIn(context.redis, session.id),
    silenceOf(context.redis, session.id),
  ]);
  // At most one job per session is alive, so a superfluous enqueue costs nothing.
  if (entries > 0) {
    if (!(await isSoundHeld(context.redis, session.id))) await enqueueServing(context.serveQueue, session.id);
    return;
  }
  // Redis may have lost the take of a page that speaks now, so silence counts from now on.
  if (silence === null) return startCountingSilence(context.redis, session.id);
  const { soundlessMs, idleMs } = silence;
  if (session.hasOpenSegment && soundlessMs > ORPHANED_AFTER_MS)
    await publishClosed(context, session.id, await closeOrphanedSegment(session.id));
  if (session.state === "ending" && soundlessMs > LOST_STOP_AFTER_MS) await endUnstopped(context, session.id);
  const stopAfterMs = session.isImporting ? STOP_IMPORT_AFTER_MS : STOP_AFTER_MS;
  if (session.state !== "ending" && idleMs > stopAfterMs) await stop(context, session.id, "no sound for too long");
  else if (session.state === "live" && soundlessMs > WAITING_AFTER_MS) {
    const change = await markWaiting(session.id);
    if (change) context.publisher.session(change);
  }
}

async function stop(context: WorkerContext, sessionId: string, why: string): Promise<void> {
  const refusal = await endSession(context, sessionId);
  // The next sweep tries again.
  if (refusal) context.log.warn({ sessionId, refusal: refusal.kind }, "could not end a session");
  else context.log.info({ sessionId }, `ended: ${why}`);
}

async function endUnstopped(context: WorkerContext, sessionId: string): Promise<void> {
  const claim = await claimSession(sessionId);
  if (!claim) return;
  await publishClosed(context, sessionId, await closeOpenSegment(sessionId, claim.epoch));
  await publishEnd(context, sessionId, await markEnded(sessionId, claim.epoch));
}
