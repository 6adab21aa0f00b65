import { recordEvent } from "#access/record-event";
import { deleteSession as remove } from "#deletion/session";
import { DeleteSessionRequest } from "#protocol/requests";
import { answering } from "../answer";

/** Deletes a session with all of its data. */
export const onDeleteSession = answering(
  "session:delete",
  DeleteSessionRequest,
  async (gateway, socket, { sessionId }, identity) => {
    await remove(gateway, sessionId);
    gateway.log.info({ sessionId }, "session deleted");
    recordEvent({ kind: "session-deleted", userId: identity.user.id, addressHash: socket.data.addressHash });
    return { ok: true };
  },
);
