"use client";

import { memo } from "react";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { isSameProps } from "../transcript/is-same-props";
import { textsAt } from "../transcript/line-groups";
import type { SegmentTexts } from "../transcript/segment-texts";
import { EditableSegment, type Editing } from "./editable-segment";

type Props = Editing &
  SegmentTexts & {
    readonly segments: readonly Segment[];
    /** The first segment of the next group. */
    readonly after: Segment | null;
    /** Those that were deleted, or joined with another, while they are edited here. */
    readonly gone: readonly Segment[];
    /** The keys of those whose typed text is kept in this tab and not saved. */
    readonly unsaved: readonly string[];
  };

export const EditableGroup = memo(function EditableGroup(props: Props) {
  const { segments, after, gone, unsaved, translations, drafted, ...shared } = props;
  return (
    <div className="lines">
      {segments.map((segment, at) => (
        <EditableSegment
          key={segmentKey(segment)}
          segment={segment}
          next={segments[at + 1] ?? after}
          isGone={gone.includes(segment)}
          isUnsaved={unsaved.includes(segmentKey(segment))}
          {...textsAt({ translations, drafted }, at, shared.langs.length)}
          {...shared}
        />
      ))}
    </div>
  );
}, isSameProps);
