import { recordEvent } from "#access/record-event";
import { RestoreLinkRequest } from "#protocol/requests";
import { restoreLink } from "#store/links/share-links";
import { answering, refuse } from "../answer";

/** Undoes a revocation. The pages of its readers open the link again by themselves (`app/audience/reader-client.ts`). */
export const onRestoreLink = answering(
  "link:restore",
  RestoreLinkRequest,
  async (gateway, socket, { linkId }, identity) => {
    const outcome = await restoreLink(linkId);
    if (outcome === "gone") return refuse({ kind: "not-found" });
    if (outcome === "not-revoked") return { ok: true };
    gateway.log.info({ linkId }, "link restored");
    recordEvent({ kind: "link-restored", userId: identity.user.id, addressHash: socket.data.addressHash });
    return { ok: true };
  },
);
