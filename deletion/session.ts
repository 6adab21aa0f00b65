import type { Redis } from "ioredis";
import type { Publisher } from "#publishing/publisher";
import { forgetSession } from "#redis/forget-session";
import type { ServeQueue } from "#redis/serve-queue";
import type { TranslateQueue } from "#redis/translate-queue";
import { listLinks } from "#store/links/share-links";
import { readSession } from "#store/session/sessions";
import { markDeleted, removeDeleted } from "#store/session/states";
import { owedBy } from "#store/translations/translations";

/** What a deletion works with, in a gateway and in a worker alike. */
export type Deleting = {
  readonly redis: Redis;
  readonly serveQueue: ServeQueue;
  readonly translateQueue: TranslateQueue;
  readonly publisher: Pick<Publisher, "deleted">;
};

/**
 * Removes a session and everything of it. The order matters: first nobody can read or store, then the
 * readers go, then what Redis holds, then the rows. The sweeper finishes a deletion that broke off.
 */
export async function deleteSession(deleting: Deleting, sessionId: string): Promise<void> {
  const session = await readSession(sessionId);
  await markDeleted(sessionId);
  // The worker learns of it with its next commit: until then its drafts find nobody.
  const links = await listLinks(sessionId);
  const linkIds = links.map(({ id }) => id);
  deleting.publisher.deleted(sessionId, session?.targetLangs ?? [], linkIds);
  await finishDeletion(deleting, sessionId);
}

/** What is left to do once a session is marked as deleted. Safe to repeat. */
export async function finishDeletion(
  { redis, serveQueue, translateQueue }: Omit<Deleting, "publisher">,
  sessionId: string,
): Promise<void> {
  const queues = { serve: serveQueue, translate: translateQueue };
  await forgetSession(redis, queues, sessionId, await owedBy(sessionId));
  await removeDeleted(sessionId);
}
