import { deletePerson } from "#deletion/person";
import { finishDeletion } from "#deletion/session";
import { every, type Repetition } from "#platform/every";
import { SWEEP_KEY } from "#redis/keys";
import { promoteMistimed } from "#redis/mistimed-jobs";
import { enqueueTranslations } from "#redis/translate-queue";
import { forgetLostWorkers } from "#redis/workers";
import { deleteAuditEvents } from "#store/people/audit";
import { peopleBeingDeleted } from "#store/people/being-deleted";
import { halfDeletedSessions, openSessions } from "#store/session/open-sessions";
import { takeOwed } from "#store/translations/translations";
import type { WorkerContext } from "../context";
import { deleteAbandonedPeople } from "./delete-abandoned-people";
import { deleteDoomedObjects } from "./delete-doomed-objects";
import { deleteExpiredSessions } from "./delete-expired-sessions";
import { deleteExpiredSound } from "./delete-expired-sound";
import { placeLateRuns } from "./place-late-runs";
import { rewritingRedisFiles } from "./rewrite-redis-files";
import { sweepSession } from "./sweep-session";

const EVERY_MS = 10_000;
/** A segment's own jobs have this long before the sweeper enqueues new ones, ms. */
const OWED_AFTER_MS = 15_000;
const OWED_AT_ONCE = 500;

/** Finishes work that a crash left behind, every 10 s in one of the workers. */
export function startSweeping(context: WorkerContext): Repetition {
  const forgetInFiles = rewritingRedisFiles(context);
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
  await placeLateRuns(context);
  await deleteExpiredSessions(context);
  await deleteExpiredSound(context);
  await deleteAbandonedPeople(context);
  await deleteAuditEvents(context.env.AUDIT_DAYS);
  for (const id of await peopleBeingDeleted()) await finishDeletingPerson(context, id);
  await promoteMistimed(context.redis, context.translateQueue);
  await enqueueTranslations(context.translateQueue, await takeOwed(OWED_AT_ONCE, OWED_AFTER_MS));
  // Last, so that a Redis that cannot rewrite its files, and an object store that does not answer, delay nothing else.
  await forgetInFiles();
  await deleteDoomedObjects(context);
}

/** A session that cannot be swept does not stop the others. */
async function each(context: WorkerContext, sessionId: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (err) {
    context.log.warn({ err, sessionId }, "could not sweep a session");
  }
}

async function finishDeletingPerson(context: WorkerContext, userId: string): Promise<void> {
  await deletePerson(context, userId).catch((err: unknown) => {
    context.log.warn({ err }, "could not finish a person's deletion");
  });
}
