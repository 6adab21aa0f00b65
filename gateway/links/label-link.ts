import { mayManageLink } from "#access/links/session-access";
import { RelabelRequest } from "#protocol/requests";
import { relabelLink } from "#store/links/share-links";
import { answering, refuse } from "../answer";

/** Gives a link another label. */
export const relabel = answering("relabel", RelabelRequest, async (_gateway, _socket, { linkId, label }, identity) => {
  if ((await mayManageLink(identity, linkId)) === null) return refuse({ kind: "not-found" });
  await relabelLink(linkId, label);
  return { ok: true };
});
