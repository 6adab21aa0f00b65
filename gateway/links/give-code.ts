import { codeHash, newCode } from "#access/links/join-code";
import { sealToken } from "#access/links/link-token";
import { GiveCodeRequest } from "#protocol/requests";
import { clearCode, type ShareLink, sessionOfLink, storeCode } from "#store/links/share-links";
import { answering, refuse } from "../answer";
import type { Gateway } from "../context";
import { codeOwner } from "./link-view";

/** A new code collides with a given link's code with a probability of 1 in 244 million. */
const TRIES = 5;

/** Gives a link a new short code, or removes its code. */
export const onGiveCode = answering("link:give-code", GiveCodeRequest, async (gateway, _socket, { linkId, isOn }) => {
  if (!isOn) {
    await clearCode(linkId);
    return { ok: true };
  }
  const reached = await gateway.limits.makeLink((await sessionOfLink(linkId)) ?? "");
  if (reached) return refuse({ kind: "too-many", ...reached });
  await makeCode(gateway, linkId);
  return { ok: true };
});

/** Makes the code of a link, which replaces an earlier one. @returns the link with it */
export async function makeCode({ secret }: Pick<Gateway, "secret">, linkId: string): Promise<ShareLink> {
  for (let tries = TRIES; tries > 0; tries -= 1) {
    const code = newCode();
    const sealed = sealToken(code, codeOwner(linkId), secret);
    const link = await storeCode(linkId, { hash: codeHash(code, secret), sealed });
    if (link) return link;
  }
  throw new Error("could not find an unused short code in 5 tries");
}
