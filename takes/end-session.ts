import type { Refusal } from "#protocol/refusal";
import type { Publisher } from "#publishing/publisher";
import type { ScriptedRedis } from "#redis/connection";
import type { MailboxPosition } from "#redis/mailbox";
import { enqueueServing, type ServeQueue } from "#redis/serve-queue";
import { markEnding } from "#store/session/change-state";
import { appendOrRestore } from "./append-or-restore";
import { beginTake } from "./take";

type Context = { readonly redis: ScriptedRedis; readonly publisher: Publisher; readonly serveQueue: ServeQueue };

/**
 * Ends a session by appending a `stop` entry after its last chunk. Called by gateways and by the sweeper.
 * @param after the place of the stop entry: the take of the page that speaks, and the number after its last chunk.
 * Without it a new take supersedes that page
 * @returns null when the session is ending or over
 */
export async function endSession(
  context: Context,
  sessionId: string,
  after?: MailboxPosition,
): Promise<Refusal | null> {
  const entry = after ?? (await entryOfNewTake(context, sessionId));
  if (entry === "over") return null;
  const stop = { kind: "stop", take: entry.take, from: entry.n, n: entry.n } as const;
  const appended = await appendOrRestore(context.redis, sessionId, stop);
  // A repeated request, whose first answer was lost, is answered too.
  if (!appended.ok && appended.refusal.kind !== "over") return appended.refusal;

  const change = await markEnding(sessionId);
  if (change) context.publisher.session(change);
  await enqueueServing(context.serveQueue, sessionId);
  return null;
}

async function entryOfNewTake(context: Context, sessionId: string): Promise<MailboxPosition | "over"> {
  const open = await beginTake(context.redis, sessionId);
  // Another page began to speak at this moment: try again.
  if (open === "superseded") return entryOfNewTake(context, sessionId);
  if (open === "over") return "over";
  context.publisher.take(sessionId, open.take);
  return { take: open.take, n: 1 };
}
