import { MOST_LINE_LENGTH } from "#protocol/line-text";
import { segmentIdOf, segmentKey } from "#protocol/segment-id";
import type { Segment, Translation } from "#protocol/transcript";
import { patternOf } from "../find/pattern";

export type Wanted = {
  readonly find: string;
  readonly by: string;
  readonly isExact: boolean;
  readonly isWhole?: boolean;
};

/** A text with the words replaced, as it is sent to be corrected, and the number of places in it. */
export type Replacement = {
  readonly seq: number;
  readonly part?: number;
  readonly lang?: string;
  readonly expected: number;
  readonly text: string;
  readonly places: number;
};

/**
 * Every text of a session in which something would be replaced. A translation comes before its line: once the line is
 * corrected, translations that no human wrote are made again. A text that would become empty is not changed.
 */
export function replacements(
  segments: readonly Segment[],
  translations: ReadonlyMap<string, Translation>,
  { find, by, isExact, isWhole = false }: Wanted,
): Replacement[] {
  const pattern = patternOf(find, { isExact, isWhole });
  if (!pattern) return [];
  const hasWords = ({ text }: Segment | Translation) => text.normalize().search(pattern) !== -1;
  const byLine = new Map<string, Translation[]>();
  for (const one of translations.values())
    if (hasWords(one)) byLine.set(segmentKey(one), [...(byLine.get(segmentKey(one)) ?? []), one]);
  return segments.flatMap((segment) => {
    if (segment.kind === "gap") return [];
    const translated = byLine.get(segmentKey(segment)) ?? [];
    if (translated.length === 0 && !hasWords(segment)) return [];
    return [...translated, segment].flatMap((one) => {
      const before = one.text.normalize();
      const places = before.match(pattern)?.length ?? 0;
      // A function, so that a `$&` that a person typed is not replaced by the match.
      const text = before
        .replace(pattern, () => by)
        .replace(/\s+/g, " ")
        .trim();
      if (places === 0 || text === before || text === "" || text.length > MOST_LINE_LENGTH) return [];
      const lang = one === segment ? undefined : one.lang;
      return [{ ...segmentIdOf(segment), ...(lang !== undefined && { lang }), expected: one.rev, text, places }];
    });
  });
}
