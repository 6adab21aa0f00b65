import type { Refusal } from "#protocol/refusal";
import { StartSessionRequest } from "#protocol/requests";
import { type Reservation, reserveToBegin } from "#redis/reservations";
import { answering, refuse } from "../answer";
import { makeSession, removeSession } from "./make-session";

/**
 * Creates a session and reserves a recogniser for it. If two people press Start at once and one recogniser is free, one of
 * them waits.
 */
export const onStart = answering("session:start", StartSessionRequest, async (gateway, { data }, request, { user }) => {
  const { addressHash } = data;
  const made = await makeSession(gateway, { user, addressHash }, request);
  if (!made.ok) return made;
  const { id: sessionId, sourceLang, targetLangs } = made.session;
  const wish = { sessionId, language: sourceLang, user, addressHash };
  const got = await reserveToBegin(gateway.redis, wish, request.wait ? "session" : "person");
  const refusal = noCapacity(got, request.wait);
  if (refusal) {
    await removeSession(sessionId);
    return refuse(refusal);
  }
  gateway.log.info({ sessionId, sourceLang, targetLangs }, "session started");
  return { ok: true, sessionId };
});

/** Returns null when a recogniser is reserved, or when the session may wait for one. */
function noCapacity(got: Reservation, waits: boolean): Refusal | null {
  if (got.kind === "free" || (got.kind === "waiting" && waits)) return null;
  return got.kind === "none" ? { kind: "no-capacity" } : { kind: "no-capacity", place: got.place };
}
