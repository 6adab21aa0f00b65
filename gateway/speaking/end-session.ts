import type { Refusal } from "#protocol/refusal";
import { enqueueServing } from "#redis/serve-queue";
import { beginTake } from "#redis/take";
import { markEnding } from "#store/session/change-state";
import { accept } from "../append-entry";
import type { Gateway } from "../context";

type Place = { readonly take: number; readonly n: number };

/**
 * Ends a session with an entry of the same mailbox, after the last chunk, by the same rules.
 * @param after the place where the page that speaks ends; without it that page is superseded
 * @returns null when the session is ending or over
 */
export async function endSession(gateway: Gateway, sessionId: string, after?: Place): Promise<Refusal | null> {
  const entry = after ?? (await entryOfNewTake(gateway, sessionId));
  if (entry === "over") return null;
  const accepted = await accept(gateway, sessionId, { kind: "stop", take: entry.take, from: entry.n, n: entry.n });
  // A repeated request, whose first answer was lost, is answered too.
  if (!accepted.ok && accepted.refusal.kind !== "over") return accepted.refusal;

  const change = await markEnding(sessionId);
  if (change) gateway.publisher.session(change);
  await enqueueServing(gateway.serveQueue, sessionId);
  return null;
}

async function entryOfNewTake(gateway: Gateway, sessionId: string): Promise<Place | "over"> {
  const open = await beginTake(gateway.redis, sessionId);
  // Another page began to speak at this moment: try again.
  if (open === "superseded") return entryOfNewTake(gateway, sessionId);
  if (open === "over") return "over";
  gateway.publisher.take(sessionId, open.take);
  return { take: open.take, n: 1 };
}
