import { type SegmentId, segmentKey } from "#protocol/segment-id";

/**
 * The element of a segment in a log; null: the log does not show the segment. Positions do not find it: a segment that is
 * deleted while it is being edited stays in the log until its editor is closed.
 */
export function findSegmentElement(log: ParentNode | null, segment: SegmentId | undefined): HTMLElement | null {
  return segment && log ? log.querySelector<HTMLElement>(`[data-segment="${CSS.escape(segmentKey(segment))}"]`) : null;
}

/** The element of the segment that a node belongs to; null: the node is in no segment. */
export function segmentElementOf(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>("[data-segment]") ?? null;
}
