import { RelabelRequest } from "#protocol/requests";
import { relabelLink } from "#store/links/share-links";
import { answering } from "../answer";

export const onLabelLink = answering("relabel", RelabelRequest, async (_gateway, _socket, { linkId, label }) => {
  await relabelLink(linkId, label);
  return { ok: true };
});
