import { isOver } from "#protocol/session";
import { release } from "#queue/capacity";
import { buryMailbox, closeMailbox } from "#queue/mailbox";
import { readState, type StateChange } from "#store/states";
import type { WorkerContext } from "./context";

/**
 * Tells the pages that a session is over and frees what Redis holds for it. Safe to repeat.
 * @param change what has just been stored, or null to tell what stands
 * @returns false when the session is not over
 */
export async function closeSession(
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
    await closeMailbox(context.redis, sessionId);
  }
  await release(context.redis, sessionId);
  return true;
}
