import { tellGateways } from "#access/people-changes";
import { BlockRequest } from "#protocol/requests";
import { blockPerson, unblockPerson } from "#store/people/administered-people";
import { endSession } from "#takes/end-session";
import { answering, refuse } from "../answer";
import { refusalToActOn } from "./act-on-person";

/**
 * Blocks or unblocks a person, for an administrator. Blocking ends the person's sign-ins, then disconnects their pages,
 * then ends each session after the last acknowledged chunk. The sweeper ends the remaining sessions if this is interrupted.
 */
export const onBlock = answering(
  "admin:block",
  BlockRequest,
  async (gateway, _socket, { userId, isBlocked }, { user }) => {
    const refusal = await refusalToActOn(userId, user);
    if (refusal) return refuse(refusal);
    if (!isBlocked) {
      if (!(await unblockPerson(userId))) return refuse({ kind: "not-found" });
      gateway.log.info({ administrator: user.id, userId }, "person unblocked");
      return { ok: true };
    }
    const blocked = await blockPerson(userId);
    if (!blocked) return refuse({ kind: "not-found" });
    tellGateways({ kind: "blocked", userId });
    gateway.log.info({ administrator: user.id, userId }, "person blocked");
    for (const sessionId of blocked.openSessions) await endSession(gateway, sessionId);
    return { ok: true };
  },
);
