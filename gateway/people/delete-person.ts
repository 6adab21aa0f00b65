import { tellGateways } from "#access/people-changes";
import { recordEvent } from "#access/record-event";
import { DeletePersonRequest } from "#protocol/requests";
import { blockPerson } from "#store/people/administered-people";
import { markBeingDeleted } from "#store/people/being-deleted";
import { answering, refuse } from "../answer";
import { refusalToActOn } from "./act-on-person";
import { deleteMarkedPerson } from "./delete-marked-person";

/** Deletes a person with all of their data, for an administrator. The sweeper finishes an interrupted deletion. */
export const onDeletePerson = answering(
  "admin:delete-person",
  DeletePersonRequest,
  async (gateway, socket, { userId }, { user }) => {
    const refusal = await refusalToActOn(userId, user);
    if (refusal) return refuse(refusal);
    // The person cannot sign in while their sessions are deleted.
    if (!(await blockPerson(userId))) return refuse({ kind: "not-found" });
    await markBeingDeleted(userId);
    tellGateways({ kind: "blocked", userId });
    await deleteMarkedPerson(gateway, userId, user.id);
    // The event has no user id, because the person is deleted.
    recordEvent({
      kind: "account-deleted",
      userId: null,
      addressHash: socket.data.addressHash,
      detail: "administrator",
    });
    return { ok: true };
  },
);
