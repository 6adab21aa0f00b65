import { randomBytes } from "node:crypto";
import { newToken, sealToken, tokenHash } from "#access/links/link-token";
import { recordEvent } from "#access/record-event";
import { hashPassword } from "#access/sign-in/password";
import { CreateLinkRequest } from "#protocol/requests";
import { LIFETIMES } from "#protocol/share";
import { createLink } from "#store/links/share-links";
import { readSession } from "#store/session/sessions";
import { answering, refuse } from "../answer";
import { makeCode } from "./give-code";
import { toLinkView } from "./link-view";

export const onCreateLink = answering("link:create", CreateLinkRequest, async (gateway, socket, request, identity) => {
  const { sessionId, label, original, mayExport, mayHear, password, lifetime, code } = request;
  if (mayHear && !original)
    return refuse({ kind: "invalid", message: "a link without the original cannot let readers listen" });
  const session = await readSession(sessionId);
  const langs = [...new Set(request.langs)];
  const unknown = langs.find((lang) => !session?.targetLangs.includes(lang));
  if (unknown) return refuse({ kind: "unsupported-language", lang: unknown });
  // A link with neither the original nor a translation shows nothing.
  if (!original && session?.targetLangs.length === 0)
    return refuse({ kind: "invalid", message: "a link must show the original or at least one language" });

  const reached = await gateway.limits.makeLink(sessionId);
  if (reached) return refuse({ kind: "too-many", ...reached });

  const id = randomBytes(12).toString("base64url");
  const token = newToken();
  const made = await createLink({
    id,
    sessionId,
    tokenHash: tokenHash(token),
    tokenSealed: sealToken(token, id, gateway.secret),
    label,
    original,
    langs,
    mayExport,
    mayHear,
    passwordHash: password === null ? null : await hashPassword(password),
    lifetimeSeconds: LIFETIMES[lifetime],
  });
  const link = code ? await makeCode(gateway, id) : made;
  gateway.log.info({ sessionId, linkId: id }, "link created");
  recordEvent({ kind: "link-made", userId: identity.user.id, addressHash: socket.data.addressHash });
  return { ok: true, link: toLinkView(link, 0, gateway.secret) };
});
