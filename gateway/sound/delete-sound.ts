import { recordEvent } from "#access/record-event";
import { DeleteSoundRequest } from "#protocol/requests";
import { deleteSound } from "#store/sound/sound-state";
import { answering } from "../answer";

/** Deletes a session's sound, and keeps no more of it. Its text stays. */
export const onDeleteSound = answering(
  "sound:delete",
  DeleteSoundRequest,
  async (gateway, socket, { sessionId }, identity) => {
    const change = await deleteSound(sessionId);
    if (!change) return { ok: true };
    gateway.publisher.session(change);
    gateway.log.info({ sessionId }, "sound deleted");
    recordEvent({ kind: "sound-deleted", userId: identity.user.id, addressHash: socket.data.addressHash });
    return { ok: true };
  },
);
