import type { Redis } from "ioredis";
import type { Publisher } from "#publishing/publisher";
import { forgetSession } from "#redis/forget-session";
import type { ServeQueue } from "#redis/serve-queue";
import type { TranslateQueue } from "#redis/translate-queue";
import { listLinks } from "#store/links/share-links";
import { markDeleted, removeDeleted } from "#store/session/change-state";
import { readSession } from "#store/session/sessions";
import { isTableFault } from "#store/transient";
import { owedBy } from "#store/translations/translations";

/** The dependencies of a deletion, in a gateway and in a worker. */
export type Deleting = {
  readonly redis: Redis;
  readonly serveQueue: ServeQueue;
  readonly translateQueue: TranslateQueue;
  readonly publisher: Pick<Publisher, "deleted">;
};

/**
 * Deletes a session. The order matters: mark it as deleted, so that it cannot be read or written; disconnect its readers;
 * delete its data in Redis; delete its rows. The sweeper finishes a deletion that broke off.
 * @returns false if a table is locked or damaged, and the sweeper deletes the rows later
 */
export async function deleteSession(deleting: Deleting, sessionId: string): Promise<boolean> {
  const session = await readSession(sessionId);
  await markDeleted(sessionId);
  // The worker notices it at its next commit. Until then its drafts reach no page.
  const links = await listLinks(sessionId);
  const linkIds = links.map(({ id }) => id);
  deleting.publisher.deleted(sessionId, session?.targetLangs ?? [], linkIds);
  try {
    await finishDeletion(deleting, sessionId);
    return true;
  } catch (error) {
    if (isTableFault(error)) return false;
    throw error;
  }
}

/** Deletes a session that is marked as deleted from Redis and PostgreSQL. Safe to repeat. */
export async function finishDeletion(
  { redis, serveQueue, translateQueue }: Omit<Deleting, "publisher">,
  sessionId: string,
): Promise<void> {
  const queues = { serve: serveQueue, translate: translateQueue };
  await forgetSession(redis, queues, sessionId, await owedBy(sessionId));
  await removeDeleted(sessionId);
}
