"use client";

import { memo, useRef } from "react";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { isSameProps } from "../transcript/is-same-props";
import { textsAt } from "../transcript/line-groups";
import type { SegmentTexts } from "../transcript/segment-texts";
import { EditableSegment, type Editing } from "./editable-segment";
import { useLineTools } from "./use-line-tools";

type Props = Editing &
  SegmentTexts & {
    readonly segments: readonly Segment[];
    /** The first segment of the next group. */
    readonly after: Segment | null;
    /** Those that were deleted, or joined with another, while they are edited here. */
    readonly gone: readonly Segment[];
    /** The keys of those whose typed text is kept in this tab and not saved. */
    readonly unsaved: readonly string[];
    /** It is among the first or the last groups. */
    readonly isEdge: boolean;
  };

export const EditableGroup = memo(function EditableGroup(props: Props) {
  const { segments, after, gone, unsaved, isEdge, translations, drafted, ...shared } = props;
  const group = useRef<HTMLDivElement>(null);
  const hasTools = useLineTools(group, isEdge);
  return (
    <div className="lines" ref={group}>
      {segments.map((segment, at) => (
        <EditableSegment
          key={segmentKey(segment)}
          segment={segment}
          next={segments[at + 1] ?? after}
          isGone={gone.includes(segment)}
          isUnsaved={unsaved.includes(segmentKey(segment))}
          hasTools={hasTools}
          {...textsAt({ translations, drafted }, at, shared.langs.length)}
          {...shared}
        />
      ))}
    </div>
  );
}, isSameProps);
