"use client";

import { translationKey } from "#protocol/reduce";
import type { Segment, Translation } from "#protocol/transcript";
import type { Line } from "../session/line";
import { EditableSegment } from "./editable-segment";

type Props = {
  readonly sessionId: string;
  readonly line: Line | null;
  readonly segments: readonly Segment[];
  readonly translations: ReadonlyMap<string, Translation>;
  readonly langs: readonly string[];
};

/** The committed lines, as their owner sees them. */
export function EditableList({ sessionId, line, segments, translations, langs }: Props) {
  return segments.map((segment) => (
    <EditableSegment
      key={segment.seq}
      sessionId={sessionId}
      line={line}
      segment={segment}
      langs={langs}
      translations={langs.map((lang) => translations.get(translationKey(segment.seq, lang)))}
    />
  ));
}
