import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { storedOffset } from "./stored-offset";
import type { UncertainLines } from "./uncertain-words";

/** An uncertain word: the key of its line, and the indexes of its first and after its last UTF-16 unit. */
export type UncertainPlace = { readonly key: string; readonly from: number; readonly to: number };

/** The uncertain words of all lines, in their order. */
export function uncertainPlaces(segments: readonly Segment[], words: UncertainLines): readonly UncertainPlace[] {
  return segments.flatMap((segment) => {
    const key = segmentKey(segment);
    return (words.get(key)?.places ?? []).map(([from, to]) => ({ key, from, to }));
  });
}

/**
 * The index of the next uncertain word (`by` 1) or the one before (-1); after the last one comes the first. -1: there is none.
 * @param last the word that was shown last; null, or a word that is no longer uncertain: the first word from the line
 * `current` on is next
 */
export function nextUncertain(places: readonly UncertainPlace[], { last, lines, current, by }: Where): number {
  if (places.length === 0) return -1;
  const wrap = (index: number) => (index + places.length) % places.length;
  const at = places.findIndex(({ key, from }) => key === last?.key && from === last.from);
  if (at !== -1) return wrap(at + by);
  const order = new Map(lines.map((line, index) => [segmentKey(line), index]));
  const following = places.findIndex(({ key }) => (order.get(key) ?? 0) >= current);
  const first = following === -1 ? places.length : following;
  return wrap(by === 1 ? first : first - 1);
}

type Where = {
  readonly last: UncertainPlace | null;
  readonly lines: readonly Segment[];
  /** The index of the current line. */
  readonly current: number;
  readonly by: 1 | -1;
};

type Range = { readonly from: number; readonly to: number };

/**
 * The next uncertain word (`by` 1), or the one before, in a text that is edited; null: there is none.
 * @param places in the stored text; those that were corrected are left out
 * @param selected what is selected in the typed text
 */
export function nextUncertainTyped(
  places: readonly (readonly [number, number])[],
  { stored, typed, selected, by }: { stored: string; typed: string; selected: Range; by: 1 | -1 },
): Range | null {
  const found = places.flatMap(([from, to]) => {
    // The typed text takes the place of the stored one: the same search in the other direction.
    const at = storedOffset(typed, stored, from);
    const range = { from: at, to: at + to - from };
    return typed.slice(range.from, range.to) === stored.slice(from, to) ? [range] : [];
  });
  if (by === -1) return found.findLast(({ from }) => from < selected.from) ?? found.at(-1) ?? null;
  const isNext = ({ from, to }: Range) => from > selected.from || (from === selected.from && to !== selected.to);
  return found.find(isNext) ?? found[0] ?? null;
}
