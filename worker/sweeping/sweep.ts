import { deletePerson } from "#deletion/person";
import { finishDeletion } from "#deletion/session";
import { every, type Repetition } from "#platform/every";
import { forgetLostWorkers } from "#redis/capacity";
import { promoteMistimed } from "#redis/delayed";
import { isSoundHeld } from "#redis/held-sound";
import { SWEEP_KEY } from "#redis/keys";
import { append, entriesIn, silenceOf, startCountingSilence } from "#redis/mailbox";
import { offer } from "#redis/serve-queue";
import { beginTake } from "#redis/take";
import { requestTranslations } from "#redis/translate-queue";
import { deleteAuditEvents } from "#store/people/audit";
import { leavingPeople } from "#store/people/leaving";
import { closeAbandonedSegment, closeOpenSegment } from "#store/segments/close-segment";
import { claimSession } from "#store/session/claim-session";
import { halfDeletedSessions, type OpenSession, openSessions } from "#store/session/open-sessions";
import { markEnded, markEnding, markWaiting } from "#store/session/states";
import { takeOwed } from "#store/translations/translations";
import type { WorkerContext } from "../context";
import { closeSession, tellClosed } from "../serving/close-session";
import { forgettingInFiles } from "./forget-in-files";
import { sweepAbandoned } from "./sweep-abandoned";
import { sweepExpired } from "./sweep-expired";

const EVERY_MS = 10_000;
/** Without sound for this long a session is `waiting`. */
const WAITING_AFTER_MS = 60_000;
/** Without sound and without a waiting speaker for this long a session is stopped. */
const STOP_AFTER_MS = 30 * 60_000;
/** A session that is `ending` with an empty mailbox for this long has lost its stop. */
const LOST_STOP_AFTER_MS = 30_000;
/** Without sound for this long a worker would have closed the open segment. */
const ABANDONED_AFTER_MS = 15_000;
/** The time that a segment's own translate jobs have before the sweeper enqueues again. */
const OWED_AFTER_MS = 15_000;
const OWED_AT_ONCE = 500;

/** Looks for unfinished work every 10 s, in one of the workers. */
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
  for (const id of await leavingPeople()) await finishLeaving(context, id);
  await promoteMistimed(context.redis, context.translateQueue);
  await requestTranslations(context.translateQueue, await takeOwed(OWED_AT_ONCE, OWED_AFTER_MS));
  // Last: a Redis that cannot rewrite its files delays nothing else.
  await forgetInFiles();
}

/** A session that cannot be swept does not delay the others. */
async function each(context: WorkerContext, sessionId: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (err) {
    context.log.warn({ err, sessionId }, "session not swept");
  }
}

async function sweepSession(context: WorkerContext, session: OpenSession): Promise<void> {
  // The gateway that blocked the owner was interrupted.
  if (session.isBlocked && session.state !== "ending") return stop(context, session.id, "its owner is blocked");
  const [entries, silence] = await Promise.all([
    entriesIn(context.redis, session.id),
    silenceOf(context.redis, session.id),
  ]);
  // One job per session is alive at most: a superfluous enqueue costs nothing.
  if (entries > 0) {
    if (!(await isSoundHeld(context.redis, session.id))) await offer(context.serveQueue, session.id);
    return;
  }
  // Redis may have lost its memory while a page speaks: silence is counted from now on.
  if (silence === null) return startCountingSilence(context.redis, session.id);
  const { unheardMs, idleMs } = silence;
  if (session.hasOpenSegment && unheardMs > ABANDONED_AFTER_MS)
    await tellClosed(context, session.id, await closeAbandonedSegment(session.id));
  if (session.state === "ending" && unheardMs > LOST_STOP_AFTER_MS) await endUnstopped(context, session.id);
  if (session.state !== "ending" && idleMs > STOP_AFTER_MS)
    await stop(context, session.id, "nobody has spoken for half an hour");
  else if (session.state === "live" && unheardMs > WAITING_AFTER_MS) {
    const change = await markWaiting(session.id);
    if (change) context.publisher.session(change);
  }
}

/** Stops a session as a page would: with an entry of a new take in the mailbox. */
async function stop(context: WorkerContext, sessionId: string, why: string): Promise<void> {
  const open = await beginTake(context.redis, sessionId);
  if (typeof open === "string") return;
  await append(context.redis, sessionId, { kind: "stop", take: open.take, from: 1, n: 1 });
  const change = await markEnding(sessionId);
  if (change) context.publisher.session(change);
  await offer(context.serveQueue, sessionId);
  context.log.info({ sessionId }, `stopped: ${why}`);
}

async function endUnstopped(context: WorkerContext, sessionId: string): Promise<void> {
  const claim = await claimSession(sessionId);
  if (!claim) return;
  await tellClosed(context, sessionId, await closeOpenSegment(sessionId, claim.epoch));
  await closeSession(context, sessionId, await markEnded(sessionId, claim.epoch));
}

async function finishLeaving(context: WorkerContext, userId: string): Promise<void> {
  await deletePerson(context, userId).catch((err: unknown) => {
    context.log.warn({ err }, "a person's deletion is not finished");
  });
}
