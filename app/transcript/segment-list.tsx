import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { SegmentBlock, type SegmentLook } from "./segment-block";
import { segmentTexts, type TextSource } from "./segment-texts";

type Props = SegmentLook & TextSource & { readonly segments: readonly Segment[] };

/** The closed segments, as every page shows them. */
export function SegmentList({ segments, transcript, translations, ...look }: Props) {
  return segments.map((segment) => (
    <SegmentBlock
      key={segmentKey(segment)}
      segment={segment}
      {...segmentTexts({ transcript, translations }, segment, look.langs)}
      {...look}
    />
  ));
}
