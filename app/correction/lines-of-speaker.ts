import { lineKey } from "#protocol/line-place";
import type { Segment } from "#protocol/transcript";

/** The lines after one that say the same of who said them, mostly nothing: up to the first that says something else. */
export function linesAfterOfSpeaker(own: Segment, segments: readonly Segment[]): readonly Segment[] {
  const at = segments.findIndex((segment) => lineKey(segment) === lineKey(own));
  const after = segments.slice(at + 1).filter(({ kind }) => kind === "speech");
  const end = after.findIndex(({ speaker = "" }) => speaker !== (own.speaker ?? ""));
  return end === -1 ? after : after.slice(0, end);
}
