import type { Refusal } from "#protocol/refusal";
import { StartSessionRequest } from "#protocol/requests";
import { type Reservation, reserveToBegin } from "#redis/reservations";
import { rememberSoundChoice } from "#store/people/profiles";
import { markDeleted, removeDeleted } from "#store/session/change-state";
import { createSession } from "#store/session/sessions";
import { answering, refuse } from "../answer";

/**
 * Creates a session and reserves a recogniser for it. If two people press Start at once and one recogniser is free, one of
 * them waits.
 */
export const onStart = answering("session:start", StartSessionRequest, async (gateway, { data }, request, { user }) => {
  const { sourceLang, title } = request;
  const targetLangs = [...new Set(request.targetLangs)];
  if (!gateway.spoken.includes(sourceLang)) return refuse({ kind: "unsupported-language", lang: sourceLang });
  const alternativeLangs = [...new Set(request.alternativeLangs)].filter((lang) => lang !== sourceLang);
  const mostAlternatives = gateway.candidates - 1;
  const unheard = alternativeLangs.find((lang, at) => !gateway.spoken.includes(lang) || at >= mostAlternatives);
  if (unheard) return refuse({ kind: "unsupported-language", lang: unheard });
  const unknown = targetLangs.find((lang) => !gateway.written(sourceLang).includes(lang));
  if (unknown) return refuse({ kind: "unsupported-language", lang: unknown });

  const reached =
    (await gateway.limits.maySpeak(user.id, data.addressHash)) ??
    (await gateway.limits.startSession(user.id, data.addressHash, 1)) ??
    (await gateway.limits.makeSession(user.id, data.addressHash));
  if (reached) return refuse({ kind: "too-many", ...reached });

  const startedFrom = data.addressHash;
  const session = await createSession({
    ownerId: user.id,
    sourceLang,
    alternativeLangs,
    targetLangs,
    title,
    startedFrom,
    keepsSound: gateway.keepSound === "ask" ? request.keepSound === true : gateway.keepSound === "always",
  });
  // Checked again with the new session counted: a person may start several at once.
  const above = await gateway.limits.startSession(user.id, startedFrom, 0);
  const wish = { sessionId: session.id, language: sourceLang, user, addressHash: startedFrom };
  const got = above ? null : await reserveToBegin(gateway.redis, wish, request.wait ? "session" : "person");
  const refusal = above ? { kind: "too-many" as const, ...above } : got && noCapacity(got, request.wait);
  if (refusal) {
    // No page has seen the session: it is removed without a trace.
    await markDeleted(session.id);
    await removeDeleted(session.id);
    return refuse(refusal);
  }
  if (gateway.keepSound === "ask" && request.keepSound !== undefined)
    await rememberSoundChoice(user.id, request.keepSound);
  gateway.log.info({ sessionId: session.id, sourceLang, targetLangs }, "session started");
  return { ok: true, sessionId: session.id };
});

/** Returns null when a recogniser is reserved, or when the session may wait for one. */
function noCapacity(got: Reservation, waits: boolean): Refusal | null {
  if (got.kind === "free" || (got.kind === "waiting" && waits)) return null;
  return got.kind === "none" ? { kind: "no-capacity" } : { kind: "no-capacity", place: got.place };
}
