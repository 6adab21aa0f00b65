import { mayRead } from "#access/session-access";
import { JoinRequest } from "#protocol/requests";
import { controlRoom, languageRoom, originalRoom } from "#protocol/rooms";
import type { SessionView } from "#protocol/session";
import { readChanges } from "#store/changes";
import { readSession } from "#store/sessions";
import { answering, refuse } from "./answer";
import type { GatewaySocket } from "./context";

/** The rooms first, then what is stored: nothing can fall between the two. */
export const join = answering("join", JoinRequest, async (_gateway, socket, { sessionId, since }) => {
  if (!(await mayRead(socket.data.user.id, sessionId))) return refuse({ kind: "not-found" });
  if (socket.data.joined !== sessionId) {
    const session = await readSession(sessionId);
    if (!session) return refuse({ kind: "not-found" });
    await enterRooms(socket, session);
  }
  const changes = await readChanges(sessionId, since);
  return changes ? { ok: true, changes } : refuse({ kind: "not-found" });
});

async function enterRooms(socket: GatewaySocket, session: SessionView): Promise<void> {
  for (const room of socket.rooms) {
    if (room !== socket.id) await socket.leave(room);
  }
  const { id, targetLangs } = session;
  await socket.join([controlRoom(id), originalRoom(id), ...targetLangs.map((lang) => languageRoom(id, lang))]);
  socket.data.joined = id;
}
