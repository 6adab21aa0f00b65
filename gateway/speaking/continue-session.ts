import type { Refusal } from "#protocol/refusal";
import { ContinueSessionRequest } from "#protocol/requests";
import { isOpen, type SessionView } from "#protocol/session";
import { releaseReservation, reserveToBegin } from "#redis/reservations";
import { markContinued } from "#store/session/change-state";
import { readSession } from "#store/session/sessions";
import { endSession } from "#takes/end-session";
import { beginTake } from "#takes/take";
import { answering, refuse } from "../answer";
import type { Gateway } from "../context";
import { countSession } from "./count-session";

/**
 * Continues a session that ended within the last hour, under the limits of Start. Its links were never revoked, so their
 * readers continue where they were.
 */
export const onContinueSession = answering(
  "session:continue",
  ContinueSessionRequest,
  async (gateway, { data }, request, { user }) => {
    const { sessionId } = request;
    const { addressHash } = data;
    const session = await readSession(sessionId);
    if (!session) return refuse({ kind: "not-found" });
    // Another page has already continued the session.
    if (isOpen(session.state)) return { ok: true };
    if (session.continuableMs === undefined) return refuse({ kind: "over" });
    const unsupported = unsupportedIn(gateway, session);
    if (unsupported) return refuse(unsupported);

    const reached = await countSession(gateway.limits, user.id, addressHash);
    if (reached) return refuse({ kind: "too-many", ...reached });
    // If no recogniser is free, the live page shows the place in the queue.
    const got = await reserveToBegin(
      gateway.redis,
      { sessionId, language: session.sourceLang, user, addressHash },
      "session",
    );
    if (got.kind === "none") return refuse({ kind: "no-capacity" });

    const change = await markContinued(sessionId, addressHash);
    if (!change) {
      const now = await readSession(sessionId);
      if (now && isOpen(now.state)) return { ok: true };
      await releaseReservation(gateway.redis, sessionId);
      return refuse({ kind: "over" });
    }
    gateway.publisher.session(change);
    // From here on Redis accepts sound again, and silence counts from now.
    await beginTake(gateway.redis, sessionId);
    // Checked again with this session counted: a person may continue several at once.
    const above = await gateway.limits.startSession(user.id, addressHash, 0);
    if (above) {
      await endSession(gateway, sessionId);
      return refuse({ kind: "too-many", ...above });
    }
    gateway.log.info({ sessionId }, "session continued");
    return { ok: true };
  },
);

/** The engines may have been changed since the session began. */
function unsupportedIn(gateway: Gateway, { sourceLang, targetLangs }: SessionView): Refusal | null {
  if (!gateway.spoken.includes(sourceLang)) return { kind: "unsupported-language", lang: sourceLang };
  const lang = targetLangs.find((target) => !gateway.isReadable(sourceLang, target));
  return lang === undefined ? null : { kind: "unsupported-language", lang };
}
