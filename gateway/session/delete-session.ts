import { mayWrite } from "#access/links/session-access";
import { recordEvent } from "#access/record-event";
import { type Deleting, deleteSession as remove } from "#deletion/session";
import { DeleteRequest } from "#protocol/requests";
import { controlRoom, linkRoom, roomsOf } from "#protocol/rooms";
import { answering, refuse } from "../answer";
import type { Gateway } from "../context";

/** Removes a session and everything of it. */
export const deleteSession = answering("delete", DeleteRequest, async (gateway, socket, { sessionId }, identity) => {
  if (!(await mayWrite(identity, sessionId))) return refuse({ kind: "not-found" });
  await remove(deletingIn(gateway), sessionId);
  gateway.log.info({ sessionId }, "session deleted");
  recordEvent({ kind: "session-deleted", userId: identity.user.id, addressHash: socket.data.addressHash });
  return { ok: true };
});

/** Deletion with this gateway's connections; readers of every gateway go. */
export function deletingIn({ io, redis, serveQueue, translateQueue }: Gateway): Deleting {
  return {
    redis,
    serveQueue,
    translateQueue,
    sendReadersAway(sessionId, languages, linkIds) {
      const room = controlRoom(sessionId);
      io.to(room).emit("deleted");
      io.in(room).socketsLeave(roomsOf(sessionId, languages));
      for (const id of linkIds) io.in(linkRoom(id)).disconnectSockets(true);
    },
  };
}
