import { mayWrite } from "#access/links/session-access";
import { CorrectRequest } from "#protocol/requests";
import { languageRoom } from "#protocol/rooms";
import { requestCorrected } from "#redis/translate-queue";
import { correctSegment, correctTranslation } from "#store/segments/correct-segment";
import { answering, refuse } from "../answer";
import { tellLine } from "./tell-lines";

/**
 * A human writes a line's text or a translation: stored first, told to the rooms second, and what follows from it is
 * translated again. Whoever wrote over a text that is no longer there is told what stands now.
 */
export const correct = answering("correct", CorrectRequest, async (gateway, _socket, request, identity) => {
  const { sessionId, lang } = request;
  if (!(await mayWrite(identity, sessionId))) return refuse({ kind: "not-found" });
  const correction = { ...request, authorId: identity.user.id };
  if (lang !== undefined) {
    const done = await correctTranslation({ ...correction, lang });
    if (done.kind !== "corrected") return refuse(done);
    const { translation, after } = done;
    gateway.io.to(languageRoom(sessionId, lang)).emit("translation", { translation, after });
    return { ok: true, rev: translation.rev };
  }
  const done = await correctSegment(correction);
  if (done.kind !== "corrected") return refuse(done);
  tellLine(gateway, sessionId, done);
  await requestCorrected(gateway.translateQueue, done.owed);
  return { ok: true, rev: done.segment.rev };
});
