import type { Segment } from "#protocol/transcript";
import type { SegmentLook } from "./segment-block";
import { type SegmentTexts, segmentTexts, type TextSource } from "./segment-texts";

/**
 * The segment numbers of a group. A browser lays out only the groups near the window, and React compares the lines of a group
 * only if one of them has changed.
 */
const GROUP_SIZE = 50;

export type LineGroup = { readonly key: number; readonly segments: readonly Segment[] };

/**
 * Groups segments by their numbers, so that a line that is added or deleted moves no other line to another group.
 * @param segments in their order
 */
export function groupLines(segments: readonly Segment[]): readonly LineGroup[] {
  const groups: { key: number; segments: Segment[] }[] = [];
  for (const segment of segments) {
    const key = Math.floor(segment.seq / GROUP_SIZE);
    const last = groups.at(-1);
    if (last?.key === key) last.segments.push(segment);
    else groups.push({ key, segments: [segment] });
  }
  return groups;
}

/** The texts of all segments of a group in one array, in order: `isSameProps` compares one array. */
export function groupTexts(source: TextSource, { segments }: LineGroup, langs: readonly string[]): SegmentTexts {
  const all = segments.map((segment) => segmentTexts(source, segment, langs));
  return {
    translations: all.flatMap(({ translations }) => translations),
    drafted: all.flatMap(({ drafted }) => drafted),
  };
}

/**
 * The look of a group without that which none of its lines shows. Otherwise every line would be drawn again whenever a part of
 * a long session arrives, and once missing translations are marked.
 */
export function groupLook<L extends SegmentLook>(
  { segments }: LineGroup,
  { translations, drafted }: SegmentTexts,
  look: L,
): L {
  const { langs, saysMissing = true, foundUpTo = Number.POSITIVE_INFINITY } = look;
  const isShown = (at: number) => translations[at] !== undefined || drafted[at] !== undefined;
  const isMissing = segments.some(
    ({ kind }, line) => kind === "speech" && langs.some((_, at) => !isShown(line * langs.length + at)),
  );
  const isGrown = segments.some(({ seq }) => seq > foundUpTo);
  return {
    ...look,
    saysMissing: saysMissing || !isMissing,
    foundUpTo: isGrown ? foundUpTo : Number.POSITIVE_INFINITY,
  };
}

/** The texts of the segment at this place of its group. @param count the number of languages */
export function textsAt({ translations, drafted }: SegmentTexts, at: number, count: number): SegmentTexts {
  const [from, to] = [at * count, (at + 1) * count];
  return { translations: translations.slice(from, to), drafted: drafted.slice(from, to) };
}
