import type { CutPlace } from "./cut-places";
import { LINE_LENGTH, type MeasuredText } from "./measured-text";

export const CUE_LINES = 2;

/** The cost of a cut at each kind of place. 1 is the cost of a part of twice the ideal width (`textCost`). */
const COSTS: Readonly<Record<CutPlace, number>> = {
  "sentence-end": 0,
  "clause-end": 0.3,
  "before-opener": 0.9,
  "between-words": 1.6,
  "within-phrase": 2.4,
  bound: 12,
};
/**
 * The cost of a cue of a single word: higher than that of any size, so such a cue remains only where nothing else fits.
 */
const LONELY = 6;
/** The cost of a cue that shows nothing of one of two texts. */
const EMPTY = 2;
/**
 * The cost of a cue that shows nothing of a text yet. The speaker's name is before the first text, so such a cue delays
 * it.
 */
const EMPTY_AT_FIRST = 12;
const MOST_FOR_SIZE = 4;

/** The least number of parts that a text needs, each of at most `maxLines` lines. */
export function fewestParts(text: MeasuredText, maxLines: number): number {
  let parts = 0;
  for (let at = 0; at < text.length; parts += 1) at = text.furthestEnd(at, maxLines);
  return parts;
}

/** A place in each of the texts that are cut together, as the index of the token that follows. */
export type Ends = readonly number[];

/**
 * Cuts texts that are shown together into the same parts, about `count` of equal length, at the best places. The
 * cheapest path to each of `candidates` is computed from the candidates before it that one cue can reach, so the work
 * grows with the length of the text, not with its square. A part of one text may be empty; never the same part of all
 * texts.
 * @param candidates in the order of the texts, the first at their beginnings and the last at their ends; from each, the
 * next is at most one token away in each text
 * @returns the ends of each part
 */
export function cheapestCuts(
  texts: readonly MeasuredText[],
  candidates: readonly Ends[],
  count: number,
  maxLines: number,
): Ends[] {
  const ideals = texts.map((text) => text.width(0, text.length) / count);
  const read = candidates.map((ends) => texts.reduce((sum, text, side) => sum + text.widthBefore(ends[side] ?? 0), 0));
  /** A part cannot be wider: each of its lines has a space before it. */
  const widest = texts.length * maxLines * (LINE_LENGTH + 1);
  const costs: number[] = [0];
  const from: number[] = [0];
  for (let to = 1; to < candidates.length; to += 1) {
    let [best, cheapest] = [to - 1, Number.POSITIVE_INFINITY];
    for (let at = to - 1; at >= 0 && (read[to] ?? 0) - (read[at] ?? 0) <= widest; at -= 1) {
      const before = costs[at] ?? Number.POSITIVE_INFINITY;
      // No cost is below zero, so a path that costs more already need not be measured.
      if (before >= cheapest) continue;
      const cost = before + partCost(texts, candidates[at] ?? [], candidates[to] ?? [], ideals, maxLines);
      if (cost < cheapest) [best, cheapest] = [at, cost];
    }
    costs.push(cheapest);
    from.push(best);
  }
  const ends: Ends[] = [];
  for (let at = candidates.length - 1; at > 0; at = from[at] ?? 0) ends.unshift(candidates[at] ?? []);
  return ends;
}

function partCost(
  texts: readonly MeasuredText[],
  starts: Ends,
  ends: Ends,
  ideals: readonly number[],
  maxLines: number,
): number {
  let cost = 0;
  for (let side = 0; side < texts.length; side += 1) {
    const text = texts[side];
    const start = starts[side] ?? 0;
    const end = ends[side] ?? 0;
    if (!text || end < start) return Number.POSITIVE_INFINITY;
    if (end === 0) cost += EMPTY_AT_FIRST;
    else cost += end === start ? EMPTY : textCost(text, start, end, ideals[side] ?? 1, maxLines);
  }
  return cost;
}

function textCost(text: MeasuredText, start: number, end: number, ideal: number, maxLines: number): number {
  if (end > text.furthestEnd(start, maxLines)) return Number.POSITIVE_INFINITY;
  const width = text.width(start, end);
  const off = (width - ideal) / ideal;
  return (
    Math.min(MOST_FOR_SIZE, off * off) +
    (end < text.length ? COSTS[text.placeBefore(end)] : 0) +
    (text.isLonely(start, end) ? LONELY : 0) +
    (width > LINE_LENGTH && !text.breaksFreely(start, end) ? COSTS.bound : 0)
  );
}

/** At most two lines of about equal length, broken at a good place. An empty part has no lines. */
export function linesOf(text: MeasuredText, start: number, end: number): string[] {
  if (end === start) return [];
  const width = text.width(start, end);
  if (width <= LINE_LENGTH) return [text.between(start, end)];
  let [middle, cheapest] = [start + 1, Number.POSITIVE_INFINITY];
  for (let at = start + 1; at < end && text.width(start, at) <= LINE_LENGTH; at += 1) {
    const [above, below] = [text.width(start, at), text.width(at, end)];
    const cost = (2 * Math.abs(above - below)) / width + COSTS[text.placeBefore(at)] / 2;
    if (below <= LINE_LENGTH && cost < cheapest) [middle, cheapest] = [at, cost];
  }
  return [text.between(start, middle), text.between(middle, end)];
}
