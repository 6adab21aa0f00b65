import { mayWrite } from "#access/session-access";
import { StopRequest } from "#protocol/requests";
import { ownerRoom } from "#protocol/rooms";
import { offer } from "#queue/serve-queue";
import { beginTake } from "#queue/take";
import { markEnding } from "#store/states";
import { accept } from "./accept";
import { answering, refuse } from "./answer";
import type { Gateway } from "./context";
import { tellChange } from "./tell-change";

/**
 * Ends a session: an entry in the same mailbox, after the last chunk, by the same rules. Whoever owns
 * the session may also end it without being the page that speaks; that page is superseded then.
 */
export const stop = answering("stop", StopRequest, async (gateway, _socket, { sessionId, after }, identity) => {
  if (!(await mayWrite(identity, sessionId))) return refuse({ kind: "not-found" });
  const entry = after ?? (await entryOfNewTake(gateway, sessionId));
  if (entry === "over") return { ok: true };
  const accepted = await accept(gateway, sessionId, { kind: "stop", take: entry.take, from: entry.n, n: entry.n });
  // A page that asks again, because the answer was lost, gets the answer.
  const isOver = !accepted.ok && accepted.refusal.kind === "over";
  if (!accepted.ok && !isOver) return accepted;

  const change = await markEnding(sessionId);
  if (change) tellChange(gateway.io, change);
  await offer(gateway.serveQueue, sessionId);
  return { ok: true };
});

async function entryOfNewTake(gateway: Gateway, sessionId: string): Promise<{ take: number; n: number } | "over"> {
  const open = await beginTake(gateway.redis, sessionId);
  // Somebody began to speak at this very moment, or it is over already.
  if (open === "superseded") return entryOfNewTake(gateway, sessionId);
  if (open === "over") return "over";
  gateway.io.to(ownerRoom(sessionId)).emit("take", { take: open.take });
  return { take: open.take, n: 1 };
}
