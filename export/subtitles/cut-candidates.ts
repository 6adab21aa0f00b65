import type { Ends } from "./cue-text";
import { LINE_LENGTH, type MeasuredText } from "./measured-text";

/** Places of two texts, such as sentence ends, belong together if they are at most half a line apart. */
const SAME_PLACE = LINE_LENGTH / 2;

/**
 * The places at which texts that are shown together can be cut. For one text: between any two tokens. For two: each
 * place of one with the nearest place of the other, by their share of the text, and with the nearest end of a sentence
 * or a clause.
 */
export function cutCandidates(texts: readonly MeasuredText[]): Ends[] {
  const [first, second] = texts;
  if (!first) return [];
  if (!second) return Array.from({ length: first.length + 1 }, (_, at) => [at]);
  const pairs = [...pairsOf(first, second), ...pairsOf(second, first).map(([b, a]): Pair => [a, b])];
  const known = new Map(pairs.map((pair) => [pair.join(), pair]));
  const read = ([a, b]: Pair) => first.widthBefore(a) + second.widthBefore(b);
  return [...known.values()].sort((one, other) => read(one) - read(other));
}

type Pair = readonly [number, number];

function pairsOf(one: MeasuredText, other: MeasuredText): Pair[] {
  const places = Array.from({ length: other.length + 1 }, (_, at) => at);
  const good = places.filter((at) => isGood(other, at));
  const [share, otherShare] = [sharesOf(one), sharesOf(other)];
  const isShort = other.width(0, other.length) <= LINE_LENGTH;
  const pairs: Pair[] = [];
  for (let at = 0; at <= one.length; at += 1) {
    const there = share(at);
    pairs.push([at, nearest(places, otherShare, there)]);
    // A text of one line may be shown whole, under the first of several cues.
    if (isShort && at > 0) pairs.push([at, other.length]);
    if (!isGood(one, at)) continue;
    const match = nearest(good, otherShare, there);
    if (Math.abs(otherShare(match) - there) * other.widthBefore(other.length) <= SAME_PLACE) pairs.push([at, match]);
  }
  return pairs;
}

function isGood(text: MeasuredText, at: number): boolean {
  const place = text.placeBefore(at);
  return place === "sentence-end" || place === "clause-end" || place === "before-opener";
}

/** By what was spoken: the speaker's name belongs to no share. */
function sharesOf(text: MeasuredText): (at: number) => number {
  const total = text.weightBefore(text.length);
  return (at) => text.weightBefore(at) / total;
}

/** The place with the nearest share, from places in order. */
function nearest(places: readonly number[], shareOf: (at: number) => number, share: number): number {
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shareOf(places[middle] ?? 0) < share) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [places[low - 1], places[low] ?? 0];
  return before !== undefined && share - shareOf(before) < shareOf(after) - share ? before : after;
}
