import { ReadCodeRequest } from "#protocol/requests";
import { readCodeOf } from "#store/links/share-links";
import { answering, refuse } from "../answer";
import { joinCodeOf } from "./link-view";

/** Tells a reader the short code of its own link, for a caption screen that shows how to join. */
export const onReadCode = answering("link:read-code", ReadCodeRequest, async (gateway, _socket, _request, identity) => {
  if (!identity.isUnlocked) return refuse({ kind: "password", isWrong: false });
  const link = await readCodeOf(identity.grant.linkId);
  return { ok: true, code: link && joinCodeOf(link, gateway.secret) };
});
