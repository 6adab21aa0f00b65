import { entriesIn, lengthenClockStop } from "#redis/mailbox";
import { placeLateRun } from "#store/segments/place-late-run";
import { sessionsWithLateRuns } from "#store/segments/runs";
import type { WorkerContext } from "../context";

/** Places late runs where they were said, in sessions at rest whose mailbox is empty. */
export async function placeLateRuns(context: WorkerContext): Promise<void> {
  const { log, publisher, redis } = context;
  for (const sessionId of await sessionsWithLateRuns()) {
    // A run that cannot be placed does not stop the others.
    try {
      if ((await entriesIn(redis, sessionId)) > 0) continue;
      const placed = await placeLateRun(sessionId);
      if (!placed) continue;
      if (placed.clockBehindMs > 0) await lengthenClockStop(redis, sessionId, placed.clockBehindMs);
      for (const segment of placed.segments) publisher.segment(sessionId, segment);
      for (const translation of placed.translations) publisher.translation(sessionId, translation);
      log.info({ sessionId, segments: placed.segments.length }, "placed late sound where it was said");
    } catch (err) {
      log.warn({ err, sessionId }, "could not place late sound");
    }
  }
}
