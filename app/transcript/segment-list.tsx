import { memo, useMemo } from "react";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { isSameProps } from "./is-same-props";
import { groupLines, groupLook, groupTexts, textsAt } from "./line-groups";
import { SegmentBlock, type SegmentLook } from "./segment-block";
import type { SegmentTexts, TextSource } from "./segment-texts";

type Props = SegmentLook & TextSource & { readonly segments: readonly Segment[] };

/** The closed segments, as every page shows them. */
export function SegmentList({ segments, transcript, translations, ...look }: Props) {
  const groups = useMemo(() => groupLines(segments), [segments]);
  return groups.map((group) => {
    const texts = groupTexts({ transcript, translations }, group, look.langs);
    return <SegmentGroup key={group.key} segments={group.segments} {...texts} {...groupLook(group, texts, look)} />;
  });
}

type GroupProps = SegmentLook & SegmentTexts & { readonly segments: readonly Segment[] };

const SegmentGroup = memo(function SegmentGroup({ segments, translations, drafted, ...look }: GroupProps) {
  return (
    <div className="lines">
      {segments.map((segment, at) => (
        <SegmentBlock
          key={segmentKey(segment)}
          segment={segment}
          {...textsAt({ translations, drafted }, at, look.langs.length)}
          {...look}
        />
      ))}
    </div>
  );
}, isSameProps);
