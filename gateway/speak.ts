import { mayWrite } from "#access/session-access";
import { SpeakRequest } from "#protocol/requests";
import { controlRoom, ownerRoom } from "#protocol/rooms";
import { isOver } from "#protocol/session-over";
import { reserve } from "#queue/capacity";
import { roomIn } from "#queue/mailbox";
import { beginPresence } from "#queue/presence";
import { beginTake, resumeTake } from "#queue/take";
import { readSession } from "#store/sessions";
import { answering, refuse } from "./answer";
import { CHUNKS_COUNTED_AT_ONCE } from "./chunk";

/** Gives a page the right to speak: a new take, or the one it had before its connection broke. */
export const speak = answering("speak", SpeakRequest, async (gateway, socket, request, identity) => {
  const { sessionId } = request;
  if (!(await mayWrite(identity, sessionId))) return refuse({ kind: "not-found" });
  const session = await readSession(sessionId);
  if (!session || isOver(session.state)) return refuse({ kind: "over" });
  const reached =
    session.state === "ending" ? null : await gateway.limits.maySpeak(identity.user.id, socket.data.addressHash);
  if (reached) return refuse({ kind: "too-many", ...reached });
  const free = session.state === "ending" || (await reserve(gateway.redis, sessionId, session.sourceLang));
  if (!free) return refuse({ kind: "no-capacity" });

  const open = request.take
    ? await resumeTake(gateway.redis, sessionId, request.take)
    : await beginTake(gateway.redis, sessionId);
  if (typeof open === "string") return refuse({ kind: open });
  const { take, takeStart, expected, anchor } = open;
  if (!request.take) gateway.io.to(ownerRoom(sessionId)).except(socket.id).emit("take", { take });
  // The first chunk pays for its portion: to speak again is no way around the limits.
  socket.data.speaking = { sessionId, take, uncounted: CHUNKS_COUNTED_AT_ONCE - 1 };
  await beginPresence(gateway.redis, sessionId, socket.id);
  gateway.io.to(controlRoom(sessionId)).emit("speaker", { speaker: "speaking" });
  return { ok: true, take, takeStart, expected, anchor, credit: await roomIn(gateway.redis, sessionId) };
});
