import { MeasuredText } from "./measured-text";
import type { Token } from "./tokens";

/** A line of a cue, in characters. */
export const LINE_LENGTH = 42;
export const CUE_LINES = 2;

/** A part of a line's text: what one cue shows of it. */
export type Part = {
  readonly lines: readonly string[];
  /** The share of the text, 0 to 1, at which it begins and ends. */
  readonly from: number;
  readonly to: number;
};

const SENTENCE_END = /[.?!…。？！։؟۔।]["'”’»)\]]*$/u;
const CLAUSE_END = /[,;:،؛、，；：–—]["'”’»)\]]*$/u;

/** How many parts a text needs at the least, each of at most `maxLines` lines. */
export function fewestParts(tokens: readonly Token[], maxLines: number): number {
  const text = new MeasuredText(tokens);
  let parts = 0;
  for (let at = 0; at < text.length; parts += 1) at = furthestEnd(text, at, maxLines);
  return parts;
}

/**
 * Cuts a text into `count` parts of about the same length, rather after a sentence or a clause than within. It is cut
 * into more where they would not fit, and into fewer where there are not as many tokens.
 */
export function partsOf(tokens: readonly Token[], count: number, maxLines: number): Part[] {
  const text = new MeasuredText(tokens);
  const wanted = Math.min(tokens.length, Math.max(count, fewestParts(tokens, maxLines)));
  let start = 0;
  return cheapestEnds(text, wanted, maxLines).map((end) => {
    const part = { lines: wrapped(text, start, end), from: text.shareAt(start, 0), to: text.shareAt(end, 1) };
    start = end;
    return part;
  });
}

/** Where each of `count` parts ends, by dynamic programming over the last token of each. */
function cheapestEnds(text: MeasuredText, count: number, maxLines: number): readonly number[] {
  const ideal = text.width(0, text.length) / count;
  const furthest = Array.from({ length: text.length }, (_, start) => furthestEnd(text, start, maxLines));
  let ways = new Map<number, Way>([[0, { cost: 0, ends: [] }]]);
  for (let part = 1; part <= count; part += 1) {
    const next = new Map<number, Way>();
    for (const [start, way] of ways) {
      for (let end = start + 1; end <= (furthest[start] ?? 0); end += 1) {
        const cost = way.cost + costOf(text, start, end, ideal);
        if (cost < (next.get(end)?.cost ?? Number.POSITIVE_INFINITY)) next.set(end, { cost, ends: [...way.ends, end] });
      }
    }
    ways = next;
  }
  return ways.get(text.length)?.ends ?? [];
}

type Way = { readonly cost: number; readonly ends: readonly number[] };

function costOf(text: MeasuredText, start: number, end: number, ideal: number): number {
  const off = (text.width(start, end) - ideal) / ideal;
  const last = text.lastOf(end);
  return off * off - (SENTENCE_END.test(last) ? 0.4 : CLAUSE_END.test(last) ? 0.15 : 0);
}

/** The furthest end of a part that begins at `start`: a longer one never fits better, and one token always does. */
function furthestEnd(text: MeasuredText, start: number, maxLines: number): number {
  let end = start + 1;
  while (end < text.length && fits(text, start, end + 1, maxLines)) end += 1;
  return end;
}

function fits(text: MeasuredText, start: number, end: number, maxLines: number): boolean {
  return text.width(start, end) <= LINE_LENGTH || (maxLines > 1 && breakOf(text, start, end) !== null);
}

/** One line, or two of about the same length. */
function wrapped(text: MeasuredText, start: number, end: number): string[] {
  const middle = text.width(start, end) <= LINE_LENGTH ? null : breakOf(text, start, end);
  return middle === null ? [text.between(start, end)] : [text.between(start, middle), text.between(middle, end)];
}

function breakOf(text: MeasuredText, start: number, end: number): number | null {
  let best: { at: number; off: number } | null = null;
  for (let at = start + 1; at < end; at += 1) {
    const above = text.width(start, at);
    if (above > LINE_LENGTH) break;
    const below = text.width(at, end);
    const off = Math.abs(above - below);
    if (below <= LINE_LENGTH && off < (best?.off ?? Number.POSITIVE_INFINITY)) best = { at, off };
  }
  return best?.at ?? null;
}
