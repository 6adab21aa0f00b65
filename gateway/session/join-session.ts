import { atRest } from "#protocol/health";
import { JoinSessionRequest } from "#protocol/requests";
import { controlRoom, languageRoom, originalRoom, ownerRoom } from "#protocol/rooms";
import type { SessionView } from "#protocol/session";
import { WHOLE } from "#protocol/share";
import { payerOf } from "#redis/budget";
import { arrivedIn } from "#redis/mailbox";
import { readPresence } from "#redis/presence";
import { readChanges } from "#store/segments/changes";
import { readHealthInputs } from "#store/session/health";
import { readSession } from "#store/session/sessions";
import { answering, refuse } from "../answer";
import type { GatewaySocket } from "../context";

/** Joins the owner's page to the rooms first, then reads the stored session: no change can be missed in between. */
export const onJoinSession = answering(
  "session:join",
  JoinSessionRequest,
  async (gateway, socket, { sessionId, since, drafts }) => {
    socket.data.drafts = drafts ?? null;
    if (socket.data.joined !== sessionId) {
      const session = await readSession(sessionId);
      if (!session) return refuse({ kind: "not-found" });
      await enterRooms(socket, session);
      await gateway.audience.tell(socket, sessionId);
    }
    const { answerSize } = socket.data;
    const bytes = answerSize.next(performance.now());
    const read = () =>
      Promise.all([
        readChanges(sessionId, since, WHOLE, bytes),
        readPresence(gateway.redis, sessionId),
        readHealthInputs([sessionId]),
      ]);
    let [changes, speaker, inputsById] = await read();
    // A language was added during the read: join its room, then read again.
    const added = changes?.session.targetLangs.filter((lang) => !socket.rooms.has(languageRoom(sessionId, lang))) ?? [];
    if (added.length > 0) {
      await socket.join(added.map((lang) => languageRoom(sessionId, lang)));
      [changes, speaker, inputsById] = await read();
    }
    const inputs = inputsById.get(sessionId);
    if (!changes || !inputs) return refuse({ kind: "not-found" });
    answerSize.answered(changes.more === true, performance.now());
    // The health without a worker. A worker that serves the session publishes its own within two seconds.
    return {
      ok: true,
      changes,
      speaker,
      arrived: Math.max(await arrivedIn(gateway.redis, sessionId), changes.anchor),
      health: atRest(inputs, await gateway.budget.look("characters", payerOf(inputs))),
    };
  },
);

async function enterRooms(socket: GatewaySocket, { id, targetLangs }: SessionView): Promise<void> {
  for (const room of socket.rooms) {
    if (room !== socket.id) await socket.leave(room);
  }
  const languages = targetLangs.map((lang) => languageRoom(id, lang));
  await socket.join([ownerRoom(id), controlRoom(id), originalRoom(id), ...languages]);
  socket.data.joined = id;
}
