"use client";

import { useLayoutEffect, useState } from "react";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { useTexts } from "../wording/use-texts";
import { CarriedSelection } from "./carried-selection";
import type { SegmentLook } from "./segment-block";
import type { TextSource } from "./segment-texts";
import { SpokenBlock } from "./spoken-block";

type Props = Omit<SegmentLook, "timeControl" | "saysMissing" | "foundUpTo"> &
  TextSource & {
    readonly segments: readonly Segment[];
    readonly isLive: boolean;
    /** The room beside the words that a log has for its buttons. */
    readonly hasTools?: boolean;
  };

/** The segments below the log and outside of it: their texts change many times, and a screen reader must not read each change. */
export function SpokenNow({ segments, isLive, hasTools = false, ...shown }: Props) {
  const t = useTexts("transcript");
  const [selection] = useState(() => new CarriedSelection());
  // A segment leaves this place and enters the log in one render.
  useLayoutEffect(() => selection.restore());
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div className="spoken-now" role="group" aria-label={t("spokenNow")} aria-live="off">
      {segments.map((segment, index) => {
        const block = (
          <SpokenBlock
            key={segmentKey(segment)}
            segment={segment}
            selection={selection}
            // A draft of the next sentence may come before the close of the last one.
            isLive={isLive && index === segments.length - 1}
            {...shown}
          />
        );
        if (!hasTools || segment.kind === "gap") return block;
        return (
          <div className="editable" key={segmentKey(segment)}>
            {block}
            <div className="seg-tools" />
          </div>
        );
      })}
    </div>
  );
}
