import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";

/** The lines after a line that name the same speaker, or none if it names none, up to the first that names another. */
export function linesAfterOfSpeaker(own: Segment, segments: readonly Segment[]): readonly Segment[] {
  const at = segments.findIndex((segment) => segmentKey(segment) === segmentKey(own));
  const after = segments.slice(at + 1).filter(({ kind }) => kind === "speech");
  const end = after.findIndex(({ speaker = "" }) => speaker !== (own.speaker ?? ""));
  return end === -1 ? after : after.slice(0, end);
}
