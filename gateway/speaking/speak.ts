import type { Refusal } from "#protocol/refusal";
import { SpeakRequest } from "#protocol/requests";
import { isOver } from "#protocol/session-over";
import { arrivedOfTake, creditIn, noteWish } from "#redis/mailbox";
import { beginPresence, isOccupied } from "#redis/presence";
import { releaseReservation, reserveToBegin } from "#redis/reservations";
import { markPaused } from "#store/session/change-state";
import { readSession } from "#store/session/sessions";
import { beginTake, resumeTake, type TakeRefused } from "#takes/take";
import { answering, refuse } from "../answer";
import type { Gateway } from "../context";
import { CHUNKS_COUNTED_AT_ONCE } from "./chunk";

/** Gives a page the right to speak: a new take, or its take from before its connection was lost. */
export const onSpeak = answering("speak", SpeakRequest, async (gateway, socket, request, identity) => {
  const { sessionId } = request;
  const session = await readSession(sessionId);
  if (!session || isOver(session.state)) return refuseOldTake(gateway, request, "over");
  if (request.isUnasked && session.paused) return refuse({ kind: "paused" });
  // An ending session still settles another page's words, and cannot be continued yet.
  if (request.isLeft && !request.take)
    if (session.state === "ending" || (await isOccupied(gateway.redis, sessionId, socket.id)))
      return refuse({ kind: "occupied" });
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
    return refuseOldTake(gateway, request, open);
  }
  const { take, takeStart, expected, anchor } = open;
  const presence = request.isPaused ? "paused" : "speaking";
  if (!request.take) gateway.publisher.take(sessionId, take, socket.id);
  // The first chunk is counted at once, so that beginning to speak again does not evade the limits.
  const uncounted = CHUNKS_COUNTED_AT_ONCE - 1;
  socket.data.speaking = { sessionId, take, language, uncounted, lastChunkAt: performance.now() };
  await beginPresence(gateway.redis, sessionId, socket.id, presence);
  gateway.publisher.speaker(sessionId, presence);
  // `isPaused` is false after a press on Resume, which also ends a pause that another page began. A reconnecting page
  // repeats its own state.
  const change = await markPaused(sessionId, take, request.isPaused);
  if (change) gateway.publisher.session(change);
  return { ok: true, take, takeStart, expected, anchor, credit: await creditIn(gateway.redis, sessionId), opus: true };
});

/** Refuses, and records the attempt, so that the sweeper does not end a session whose speaker waits. */
async function refuseForNow(gateway: Gateway, sessionId: string, refusal: Refusal) {
  await noteWish(gateway.redis, sessionId);
  return refuse(refusal);
}

/** Says how much of the take arrived: the page sends the rest in another take. */
async function refuseOldTake(
  gateway: Gateway,
  { sessionId, take }: { sessionId: string; take?: number | undefined },
  kind: TakeRefused,
) {
  const arrived = take ? await arrivedOfTake(gateway.redis, sessionId, take) : null;
  return refuse({ kind, ...(arrived !== null && { arrived }) });
}
