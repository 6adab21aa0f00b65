import { mayWrite } from "#access/links/session-access";
import type { Refusal } from "#protocol/refusal";
import { SpeakRequest } from "#protocol/requests";
import { controlRoom, ownerRoom } from "#protocol/rooms";
import { isOver } from "#protocol/session-over";
import { noteWish, roomIn } from "#redis/mailbox";
import { beginPresence } from "#redis/presence";
import { releaseReservation, reserveToBegin } from "#redis/reservations";
import { beginTake, resumeTake } from "#redis/take";
import { readSession } from "#store/session/sessions";
import { answering, refuse } from "../answer";
import type { Gateway } from "../context";
import { CHUNKS_COUNTED_AT_ONCE } from "./chunk";

/** Gives a page the right to speak: a new take, or the one it had before its connection broke. */
export const speak = answering("speak", SpeakRequest, async (gateway, socket, request, identity) => {
  const { sessionId } = request;
  if (!(await mayWrite(identity, sessionId))) return refuse({ kind: "not-found" });
  const session = await readSession(sessionId);
  if (!session || isOver(session.state)) return refuse({ kind: "over" });
  const language = session.state === "ending" ? null : session.sourceLang;
  if (language !== null) {
    const { user } = identity;
    const { addressHash } = socket.data;
    const reached = await gateway.limits.maySpeak(user.id, addressHash);
    if (reached) return refuseForNow(gateway, sessionId, { kind: "too-many", ...reached });
    const got = await reserveToBegin(gateway.redis, { sessionId, language, user, addressHash }, "session");
    if (got.kind === "none") return refuse({ kind: "no-capacity" });
    if (got.kind === "waiting") return refuseForNow(gateway, sessionId, { kind: "no-capacity", place: got.place });
  }

  const open = request.take
    ? await resumeTake(gateway.redis, sessionId, request.take)
    : await beginTake(gateway.redis, sessionId);
  if (typeof open === "string") {
    if (open === "over") await releaseReservation(gateway.redis, sessionId);
    return refuse({ kind: open });
  }
  const { take, takeStart, expected, anchor } = open;
  if (!request.take) gateway.io.to(ownerRoom(sessionId)).except(socket.id).emit("take", { take });
  // The first chunk pays for its portion: to speak again is no way around the limits.
  const uncounted = CHUNKS_COUNTED_AT_ONCE - 1;
  socket.data.speaking = { sessionId, take, language, uncounted, heardAt: performance.now() };
  await beginPresence(gateway.redis, sessionId, socket.id);
  gateway.io.to(controlRoom(sessionId)).emit("speaker", { speaker: "speaking" });
  return { ok: true, take, takeStart, expected, anchor, credit: await roomIn(gateway.redis, sessionId) };
});

/** The page asks again: a session whose speaker has to wait is not idle. */
async function refuseForNow(gateway: Gateway, sessionId: string, refusal: Refusal) {
  await noteWish(gateway.redis, sessionId);
  return refuse(refusal);
}
