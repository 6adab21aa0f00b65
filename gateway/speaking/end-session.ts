import type { Refusal } from "#protocol/refusal";
import { ownerRoom } from "#protocol/rooms";
import { enqueueServing } from "#redis/serve-queue";
import { beginTake } from "#redis/take";
import { markEnding } from "#store/session/states";
import { accept } from "../accept";
import type { Gateway } from "../context";
import { tellChange } from "../tell-change";

type Place = { readonly take: number; readonly n: number };

/**
 * Ends a session: an entry in the same mailbox, after the last chunk, by the same rules.
 * @param after where the page that speaks ends; without it that page is superseded
 * @returns null when it ends or has ended
 */
export async function endSession(gateway: Gateway, sessionId: string, after?: Place): Promise<Refusal | null> {
  const entry = after ?? (await entryOfNewTake(gateway, sessionId));
  if (entry === "over") return null;
  const accepted = await accept(gateway, sessionId, { kind: "stop", take: entry.take, from: entry.n, n: entry.n });
  // Who asks again, because the answer was lost, gets the answer.
  if (!accepted.ok && accepted.refusal.kind !== "over") return accepted.refusal;

  const change = await markEnding(sessionId);
  if (change) tellChange(gateway.io, change);
  await enqueueServing(gateway.serveQueue, sessionId);
  return null;
}

async function entryOfNewTake(gateway: Gateway, sessionId: string): Promise<Place | "over"> {
  const open = await beginTake(gateway.redis, sessionId);
  // Somebody began to speak at this very moment, or it is over already.
  if (open === "superseded") return entryOfNewTake(gateway, sessionId);
  if (open === "over") return "over";
  gateway.io.to(ownerRoom(sessionId)).emit("take", { take: open.take });
  return { take: open.take, n: 1 };
}
