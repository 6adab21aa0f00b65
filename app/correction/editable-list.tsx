"use client";

import { useCallback, useMemo, useState } from "react";
import { byPlace, lineKey } from "#protocol/line-place";
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

/** The committed lines, as their owner sees them. One that goes while it is written stays until its editor is closed. */
export function EditableList({ segments, translations, ...rest }: Props) {
  const [written, setWritten] = useState<ReadonlyMap<string, Segment>>(new Map());
  const onEditing = useCallback((segment: Segment, isWritten: boolean) => {
    setWritten((before) => {
      const after = new Map(before);
      if (isWritten) after.set(lineKey(segment), segment);
      else after.delete(lineKey(segment));
      return after;
    });
  }, []);
  const gone = useMemo(() => {
    const there = new Set(written.size === 0 ? [] : segments.map(lineKey));
    return [...written].flatMap(([key, segment]) => (there.has(key) ? [] : [segment]));
  }, [segments, written]);
  const all = gone.length === 0 ? segments : [...segments, ...gone].sort(byPlace);
  return all.map((segment, at) => (
    <EditableSegment
      key={lineKey(segment)}
      segment={segment}
      next={all[at + 1] ?? null}
      isGone={gone.includes(segment)}
      onEditing={onEditing}
      translations={rest.langs.map((lang) => translations.get(translationKey(segment, lang)))}
      {...rest}
    />
  ));
}
