import type { FailureKind } from "#protocol/session";
import { isOver } from "#protocol/session-over";
import { enqueueOwed } from "#redis/enqueue-owed";
import { buryMailbox, closeMailbox } from "#redis/mailbox";
import { releaseReservation } from "#redis/reservations";
import { type ClosedSegment, closeOpenSegment } from "#store/segments/close-segment";
import { markFailed, readState, type StateChange } from "#store/session/change-state";
import type { Claim } from "#store/session/claim-session";
import type { WorkerContext } from "../context";
import { jobsOfSegment } from "../translating/jobs-of-segment";

/** Publishes a segment that was left open and is closed now, and enqueues its translations. */
export async function publishClosed(
  context: Pick<WorkerContext, "publisher" | "translateQueue" | "log">,
  sessionId: string,
  closed: ClosedSegment | null,
): Promise<void> {
  if (!closed) return;
  const { segment, after, targetLangs } = closed;
  context.publisher.segment(sessionId, { segment, after });
  await enqueueOwed(context, sessionId, () => jobsOfSegment(sessionId, segment.seq, targetLangs));
}

/**
 * Publishes that a session is over, and frees its mailbox and reservation in Redis. Safe to repeat.
 * @param change the change that has just been stored; null: read and publish the present state
 * @returns false when the session is not over
 */
export async function publishEnd(
  context: Pick<WorkerContext, "redis" | "publisher">,
  sessionId: string,
  change: StateChange | null,
): Promise<boolean> {
  const state = change ?? (await readState(sessionId));
  const isDeleted = state === null || state.session.state === "deleted";
  if (state && !isOver(state.session.state)) return false;
  if (isDeleted) {
    await buryMailbox(context.redis, sessionId);
  } else {
    context.publisher.session(state);
    // The session was continued: its reservation belongs to the new take and must stay.
    if (!(await closeMailbox(context.redis, sessionId, state.take))) return true;
  }
  await releaseReservation(context.redis, sessionId);
  return true;
}

/**
 * Ends a session that cannot be served, with the reason. Its words stay.
 * @param stored repeats a query until PostgreSQL answers
 * @returns false when another worker has claimed the session
 */
export async function failSession(
  context: Pick<WorkerContext, "redis" | "publisher" | "translateQueue" | "log">,
  { sessionId, epoch }: Pick<Claim, "sessionId" | "epoch">,
  kind: FailureKind,
  stored: <T>(query: () => Promise<T>) => Promise<T>,
): Promise<boolean> {
  await publishClosed(context, sessionId, await stored(() => closeOpenSegment(sessionId, epoch)));
  const isOver = await publishEnd(context, sessionId, await stored(() => markFailed(sessionId, epoch, kind)));
  if (isOver) context.log.error({ sessionId, epoch, failure: kind }, "session failed");
  return isOver;
}
