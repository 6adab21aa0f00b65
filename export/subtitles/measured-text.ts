import { isUnspaced } from "#protocol/line-text";
import { type CutPlace, cutPlacesOf } from "./cut-places";
import type { Token } from "./tokens";

/** A line of a cue, in characters. */
export const LINE_LENGTH = 42;

/** Tokens with the places between them. The width between any two places is known without a loop. */
export class MeasuredText {
  readonly #tokens: readonly Token[];
  /** A token of at most this many characters is a single word. */
  readonly #wordWidth: number;
  readonly #places: readonly CutPlace[];
  /** Up to the token of that index, exclusive, each with the space before it. */
  readonly #widths: number[] = [0];
  readonly #weights: number[] = [0];
  /** By the first token of a line: the furthest end of the line, and the furthest end that is not a bound place. */
  readonly #reach: number[] = [];
  readonly #reachFreely: number[] = [];

  constructor(tokens: readonly Token[], lang: string) {
    this.#tokens = tokens;
    this.#wordWidth = isUnspaced(lang) ? 4 : LINE_LENGTH;
    this.#places = cutPlacesOf(tokens, lang);
    tokens.forEach(({ width, spaced, weight }, at) => {
      this.#widths.push((this.#widths[at] ?? 0) + width + (spaced ? 1 : 0));
      this.#weights.push((this.#weights[at] ?? 0) + weight);
    });
    let [reach, reachFreely] = [0, 0];
    for (let start = 0; start < tokens.length; start += 1) {
      reach = Math.max(reach, start + 1);
      while (reach < tokens.length && this.width(start, reach + 1) <= LINE_LENGTH) reach += 1;
      for (let end = Math.max(reachFreely, start) + 1; end <= reach; end += 1)
        if (this.placeBefore(end) !== "bound") reachFreely = end;
      this.#reach.push(reach);
      this.#reachFreely.push(reachFreely);
    }
  }

  get length(): number {
    return this.#tokens.length;
  }

  /** Characters of the tokens from `start` (inclusive) to `end` (exclusive), without the space before the first. */
  width(start: number, end: number): number {
    return (this.#widths[end] ?? 0) - (this.#widths[start] ?? 0) - (this.#tokens[start]?.spaced ? 1 : 0);
  }

  /** Characters before a place, including spaces. Grows with every token. */
  widthBefore(at: number): number {
    return this.#widths[at] ?? 0;
  }

  /** UTF-16 units of the text before a place. The speaker's name counts as none. */
  weightBefore(at: number): number {
    return this.#weights[at] ?? 0;
  }

  /** The place before the token of that index. */
  placeBefore(at: number): CutPlace {
    return this.#places[at - 1] ?? "sentence-end";
  }

  /** The furthest end of a part of at most `maxLines` lines that begins at `start`. One token always fits. */
  furthestEnd(start: number, maxLines: number): number {
    const end = this.#reach[start] ?? this.length;
    return maxLines > 1 ? (this.#reach[end] ?? end) : end;
  }

  /** Whether two lines hold a part without a break at a bound place. */
  breaksFreely(start: number, end: number): boolean {
    const middle = this.#reachFreely[start] ?? start;
    return middle > start && this.width(middle, end) <= LINE_LENGTH;
  }

  /** Whether a part is one word of several. */
  isLonely(start: number, end: number): boolean {
    if (start < end - 1 && this.#tokens[end - 2]?.weight !== 0) return false;
    return this.width(end - 1, end) <= this.#wordWidth;
  }

  between(start: number, end: number): string {
    const shown = this.#tokens.slice(start, end);
    return shown.map(({ text, spaced }, at) => (spaced && at > 0 ? ` ${text}` : text)).join("");
  }
}
