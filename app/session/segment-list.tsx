import { lineKey } from "#protocol/line-place";
import { translationKey } from "#protocol/reduce";
import type { Segment, Translation } from "#protocol/transcript";
import { SegmentBlock, type SegmentLook } from "./segment-block";

type Props = SegmentLook & {
  readonly segments: readonly Segment[];
  readonly translations: ReadonlyMap<string, Translation>;
};

/** The committed lines, as every page shows them. */
export function SegmentList({ segments, translations, ...look }: Props) {
  return segments.map((segment) => (
    <SegmentBlock
      key={lineKey(segment)}
      segment={segment}
      translations={look.langs.map((lang) => translations.get(translationKey(segment, lang)))}
      {...look}
    />
  ));
}
