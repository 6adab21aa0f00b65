import { CorrectSegmentRequest } from "#protocol/requests";
import { enqueueOwed } from "#redis/enqueue-owed";
import { enqueueCorrected } from "#redis/translate-queue";
import { correctSegment, correctTranslation } from "#store/segments/correct-segment";
import { answering, refuse } from "../answer";

/**
 * Corrects a segment's text or a translation: stores it, publishes it, and enqueues the translations that it owes. If the
 * text has changed since its author saw it, the answer holds the present text.
 */
export const onCorrectSegment = answering(
  "segment:correct",
  CorrectSegmentRequest,
  async (gateway, _socket, request, identity) => {
    const { sessionId, lang } = request;
    const correction = { ...request, authorId: identity.user.id };
    if (lang !== undefined) {
      const done = await correctTranslation({ ...correction, lang });
      if (done.kind !== "corrected") return refuse(done);
      gateway.publisher.translation(sessionId, done);
      return { ok: true, rev: done.translation.rev };
    }
    const done = await correctSegment(correction);
    if (done.kind !== "corrected") return refuse(done);
    gateway.publisher.segment(sessionId, done);
    await enqueueOwed(gateway, sessionId, () => done.owed, enqueueCorrected);
    return { ok: true, rev: done.segment.rev };
  },
);
