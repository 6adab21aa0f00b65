import { tellGateways } from "#access/people-changes";
import { recordEvent } from "#access/record-event";
import { isOwnPassword } from "#access/sign-in/verify-password";
import { DeleteOwnPersonRequest } from "#protocol/requests";
import { markBeingDeleted } from "#store/people/being-deleted";
import { answering, refuse } from "../answer";
import { deleteMarkedPerson } from "./delete-marked-person";

/** Deletes the person who asks with all of their data: ends their sign-ins first, then deletes session after session. */
export const onDeleteOwnPerson = answering(
  "person:delete-own",
  DeleteOwnPersonRequest,
  async (gateway, socket, request, { user }) => {
    const { addressHash } = socket.data;
    const reached = await gateway.limits.tryAccount(user.id, addressHash);
    if (reached) return refuse({ kind: "too-many", ...reached });
    if (!(await isOwnPassword(user.id, request.password))) return refuse({ kind: "password", isWrong: true });
    const ended = await markBeingDeleted(user.id);
    const others = ended.filter((id) => id !== user.authSessionId);
    tellGateways({ kind: "signed-out", authSessionIds: others });
    await deleteMarkedPerson(gateway, user.id);
    // The event has no user id, because the person is deleted.
    recordEvent({ kind: "account-deleted", userId: null, addressHash });
    // The answer is sent before this socket is disconnected.
    setImmediate(() => tellGateways({ kind: "signed-out", authSessionIds: [user.authSessionId] }));
    return { ok: true };
  },
);
