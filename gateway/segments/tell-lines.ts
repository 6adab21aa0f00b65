import { languageRoom, originalRoom, outlineRoom } from "#protocol/rooms";
import { type Segment, wordless } from "#protocol/transcript";
import { requestCorrected } from "#redis/translate-queue";
import type { LinesAnswer } from "#store/segments/segment-changes";
import type { Placed } from "#store/session/room-revs";
import { refuse } from "../answer";
import type { Gateway } from "../context";

/** Tells a changed line to whoever reads what was said, and without its words to the others. */
export function tellLine(gateway: Gateway, sessionId: string, { segment, after }: Placed<{ segment: Segment }>): void {
  gateway.io.to(originalRoom(sessionId)).emit("segment", { segment, after });
  gateway.io.to(outlineRoom(sessionId)).emit("segment", { segment: wordless(segment), after });
}

/** Tells what was stored of a change of lines, asks for the translations that follow from it, and answers its author. */
export async function tellLines(gateway: Gateway, sessionId: string, done: LinesAnswer) {
  if (done.kind !== "changed") return refuse(done);
  for (const line of done.segments) tellLine(gateway, sessionId, line);
  for (const { translation, after } of done.translations) {
    gateway.io.to(languageRoom(sessionId, translation.lang)).emit("translation", { translation, after });
  }
  await requestCorrected(gateway.translateQueue, done.owed);
  return { ok: true as const };
}
