import { LabelLinkRequest } from "#protocol/requests";
import { relabelLink } from "#store/links/share-links";
import { answering } from "../answer";

export const onLabelLink = answering("link:label", LabelLinkRequest, async (_gateway, _socket, { linkId, label }) => {
  await relabelLink(linkId, label);
  return { ok: true };
});
