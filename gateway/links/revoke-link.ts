import { recordEvent } from "#access/record-event";
import { RevokeLinkRequest } from "#protocol/requests";
import { revokeLink } from "#store/links/share-links";
import { answering } from "../answer";

/** Revokes a link and disconnects its readers. If that message is lost, `grant-watch.ts` disconnects them. */
export const onRevokeLink = answering(
  "link:revoke",
  RevokeLinkRequest,
  async (gateway, socket, { linkId }, identity) => {
    const isNew = await revokeLink(linkId);
    // Published again if the request is repeated: the first message may be lost.
    gateway.publisher.revoked(linkId);
    if (!isNew) return { ok: true };
    gateway.log.info({ linkId }, "link revoked");
    recordEvent({ kind: "link-revoked", userId: identity.user.id, addressHash: socket.data.addressHash });
    return { ok: true };
  },
);
