"use client";

import { translationKey } from "#protocol/reduce";
import type { Segment, Translation } from "#protocol/transcript";
import type { Line } from "../session/line";
import type { SegmentLook } from "../session/segment-block";
import { EditableSegment } from "./editable-segment";

type Props = SegmentLook & {
  readonly sessionId: string;
  readonly line: Line | null;
  readonly segments: readonly Segment[];
  readonly translations: ReadonlyMap<string, Translation>;
};

/** The committed lines, as their owner sees them. */
export function EditableList({ segments, translations, ...rest }: Props) {
  return segments.map((segment) => (
    <EditableSegment
      key={segment.seq}
      segment={segment}
      translations={rest.langs.map((lang) => translations.get(translationKey(segment.seq, lang)))}
      {...rest}
    />
  ));
}
