import { enqueueOwed } from "#redis/enqueue-owed";
import { enqueueCorrected } from "#redis/translate-queue";
import type { SegmentsAnswer } from "#store/segments/segment-changes";
import { refuse } from "../answer";
import type { Gateway } from "../context";

/** Publishes a stored change of segments, enqueues the translations that it owes, and answers its author. */
export async function publishChanges(gateway: Gateway, sessionId: string, done: SegmentsAnswer) {
  if (done.kind !== "changed") return refuse(done);
  for (const segment of done.segments) gateway.publisher.segment(sessionId, segment);
  for (const translation of done.translations) gateway.publisher.translation(sessionId, translation);
  await enqueueOwed(gateway, sessionId, () => done.owed, enqueueCorrected);
  return { ok: true as const };
}
