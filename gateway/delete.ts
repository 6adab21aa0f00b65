import { mayWrite } from "#access/session-access";
import { DeleteRequest } from "#protocol/requests";
import { controlRoom, languageRoom, linkRoom, originalRoom, outlineRoom, ownerRoom } from "#protocol/rooms";
import { forgetSession } from "#queue/forget";
import { readSession } from "#store/sessions";
import { listLinks } from "#store/share-links";
import { markDeleted, removeDeleted } from "#store/states";
import { owedBy } from "#store/translations";
import { answering, refuse } from "./answer";

/**
 * Removes a session and everything of it. The order matters: first nobody can read or store, then the
 * readers go, then what Redis holds, then the rows. The sweeper finishes a deletion that broke off.
 */
export const deleteSession = answering("delete", DeleteRequest, async (gateway, _socket, { sessionId }, identity) => {
  if (!(await mayWrite(identity, sessionId))) return refuse({ kind: "not-found" });
  const session = await readSession(sessionId);
  await markDeleted(sessionId);
  const room = controlRoom(sessionId);
  gateway.io.to(room).emit("deleted");
  // The worker learns of it with its next commit: until then its drafts find nobody.
  const languages = session?.targetLangs.map((lang) => languageRoom(sessionId, lang)) ?? [];
  const rooms = [room, ownerRoom(sessionId), originalRoom(sessionId), outlineRoom(sessionId), ...languages];
  gateway.io.in(room).socketsLeave(rooms);
  for (const { id } of await listLinks(sessionId)) gateway.io.in(linkRoom(id)).disconnectSockets(true);
  const queues = { serve: gateway.serveQueue, translate: gateway.translateQueue };
  await forgetSession(gateway.redis, queues, sessionId, await owedBy(sessionId));
  await removeDeleted(sessionId);
  gateway.log.info({ sessionId }, "session deleted");
  return { ok: true };
});
