import { deletePerson } from "#deletion/person";
import { finishDeletion } from "#deletion/session";
import { every, type Repetition } from "#platform/every";
import { isSoundHeld } from "#redis/held-sound";
import { SWEEP_KEY } from "#redis/keys";
import { entriesIn, silenceOf, startCountingSilence } from "#redis/mailbox";
import { promoteMistimed } from "#redis/mistimed-jobs";
import { enqueueServing } from "#redis/serve-queue";
import { enqueueTranslations } from "#redis/translate-queue";
import { forgetLostWorkers } from "#redis/workers";
import { deleteAuditEvents } from "#store/people/audit";
import { peopleBeingDeleted } from "#store/people/being-deleted";
import { closeAbandonedSegment, closeOpenSegment } from "#store/segments/close-segment";
import { markEnded, markWaiting } from "#store/session/change-state";
import { claimSession } from "#store/session/claim-session";
import { halfDeletedSessions, type OpenSession, openSessions } from "#store/session/open-sessions";
import { takeOwed } from "#store/translations/translations";
import { endSession } from "#takes/end-session";
import type { WorkerContext } from "../context";
import { closeSession, tellClosed } from "../serving/close-session";
import { forgettingInFiles } from "./forget-in-files";
import { sweepAbandoned } from "./sweep-abandoned";
import { sweepExpired } from "./sweep-expired";

const EVERY_MS = 10_000;
/** After this long without a chunk a session becomes `waiting`, ms. */
const WAITING_AFTER_MS = 60_000;
/** After this long without a chunk or a wish to speak a session is stopped, ms. */
const STOP_AFTER_MS = 30 * 60_000;
/** A session that is `ending` with an empty mailbox for this long has lost its stop entry, ms. */
const LOST_STOP_AFTER_MS = 30_000;
/** A segment that is open this long after the last sound has no worker: a worker would have closed it, ms. */
const ABANDONED_AFTER_MS = 15_000;
/** A segment's own jobs have this long before the sweeper enqueues new ones, ms. */
const OWED_AFTER_MS = 15_000;
const OWED_AT_ONCE = 500;

/** Finishes work that a crash left behind, every 10 s in one of the workers. */
export function startSweeping(context: WorkerContext): Repetition {
  const forgetInFiles = forgettingInFiles(context);
  return every(
    EVERY_MS,
    () => sweep(context, forgetInFiles),
    (err) => context.log.warn({ err }, "sweep failed"),
  );
}

async function sweep(context: WorkerContext, forgetInFiles: () => Promise<void>): Promise<void> {
  const isOurs = await context.redis.set(SWEEP_KEY, context.id, "PX", EVERY_MS - 500, "NX");
  if (isOurs !== "OK") return;
  await forgetLostWorkers(context.redis);
  for (const session of await openSessions()) await each(context, session.id, () => sweepSession(context, session));
  for (const id of await halfDeletedSessions()) await each(context, id, () => finishDeletion(context, id));
  await sweepExpired(context);
  await sweepAbandoned(context);
  await deleteAuditEvents(context.env.AUDIT_DAYS);
  for (const id of await peopleBeingDeleted()) await finishDeletingPerson(context, id);
  await promoteMistimed(context.redis, context.translateQueue);
  await enqueueTranslations(context.translateQueue, await takeOwed(OWED_AT_ONCE, OWED_AFTER_MS));
  // Last, so that a Redis that cannot rewrite its files delays nothing else.
  await forgetInFiles();
}

/** A session that cannot be swept does not stop the others. */
async function each(context: WorkerContext, sessionId: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (err) {
    context.log.warn({ err, sessionId }, "could not sweep a session");
  }
}

async function sweepSession(context: WorkerContext, session: OpenSession): Promise<void> {
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
  // Redis may have lost the take of someone who is speaking now, so silence counts from now on.
  if (silence === null) return startCountingSilence(context.redis, session.id);
  const { soundlessMs, idleMs } = silence;
  if (session.hasOpenSegment && soundlessMs > ABANDONED_AFTER_MS)
    await tellClosed(context, session.id, await closeAbandonedSegment(session.id));
  if (session.state === "ending" && soundlessMs > LOST_STOP_AFTER_MS) await endUnstopped(context, session.id);
  if (session.state !== "ending" && idleMs > STOP_AFTER_MS)
    await stop(context, session.id, "no speech for half an hour");
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
  await tellClosed(context, sessionId, await closeOpenSegment(sessionId, claim.epoch));
  await closeSession(context, sessionId, await markEnded(sessionId, claim.epoch));
}

async function finishDeletingPerson(context: WorkerContext, userId: string): Promise<void> {
  await deletePerson(context, userId).catch((err: unknown) => {
    context.log.warn({ err }, "could not finish a person's deletion");
  });
}
