import { passFor } from "#access/links/link-token";
import { recordEvent } from "#access/record-event";
import { UnlockLinkRequest } from "#protocol/requests";
import { ownerOf } from "#store/session/sessions";
import { answering, refuse } from "../answer";
import { expectRead } from "../audience/expect-read";

/**
 * Checks the password that a reader gives for its link. The answer holds a pass that replaces the password from then on.
 */
export const onUnlockLink = answering(
  "link:unlock",
  UnlockLinkRequest,
  async (gateway, socket, { password }, identity) => {
    const { grant } = identity;
    const looked = await gateway.linkPasswords.try(grant, socket.data.addressHash, socket.id, password);
    if (typeof looked === "boolean")
      recordEvent({
        kind: looked ? "unlock" : "unlock-failed",
        userId: ownerOf(grant.sessionId),
        addressHash: socket.data.addressHash,
      });
    if (looked === false) return refuse({ kind: "password", isWrong: true });
    if (looked !== true) return refuse({ kind: "too-many", ...looked });
    socket.data.identity = { ...identity, isUnlocked: true };
    expectRead(gateway.audience, socket);
    return { ok: true, pass: passFor(grant.linkId, grant.passwordHash ?? "", gateway.secret) };
  },
);
