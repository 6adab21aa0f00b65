import { UNSPACED_CHARACTER } from "#protocol/line-text";
import { foldCase } from "./fold-case";

/** In scripts without spaces between words, a phrase may begin and end anywhere. */
const UNSPACED = new RegExp(UNSPACED_CHARACTER, "u");
const WITHIN_WORD = /[\p{L}\p{M}\p{N}]/u;
const SPACE = /\s/;

/** A place in a text, by the indexes of its first and after its last UTF-16 unit. */
type Found = { readonly from: number; readonly to: number };

/** A phrase in comparable form, and its rank of preference. */
type Sought = { readonly units: string; readonly rank: number };

/**
 * Finds any of many phrases in a text: whole words only, with any space between them, the longest first, each place once.
 *
 * The phrases are sorted, and a search narrows a range of them unit by unit, up to the length of the longest phrase. A
 * regular expression of many phrases would take seconds to compile.
 */
export class PhraseFinder {
  readonly #phrases: readonly Sought[];
  readonly #ignoresCase: boolean;

  /** @param phrases without white space at either end; empty ones are left out */
  constructor(phrases: Iterable<string>, { ignoresCase = false } = {}) {
    this.#ignoresCase = ignoresCase;
    const longestFirst = [...phrases].filter((phrase) => phrase !== "").sort((a, b) => b.length - a.length);
    const ranks = new Map<string, number>();
    for (const [rank, phrase] of longestFirst.entries()) {
      const { units } = this.#comparable(phrase);
      if (!ranks.has(units)) ranks.set(units, rank);
    }
    this.#phrases = [...ranks]
      .map(([units, rank]) => ({ units, rank }))
      .sort((a, b) => (a.units < b.units ? -1 : a.units > b.units ? 1 : 0));
  }

  /** Finds the places of phrases, in order. */
  find(text: string): Found[] {
    if (this.#phrases.length === 0) return [];
    const { units, places } = this.#comparable(text);
    const found: Found[] = [];
    let at = 0;
    while (at < units.length) {
      const length = canBegin(units, at) ? this.#longestAt(units, at) : 0;
      if (length > 0) found.push({ from: places[at] ?? 0, to: places[at + length] ?? text.length });
      at += length > 0 ? length : characterAt(units, at).length;
    }
    return found;
  }

  /** Replaces each found phrase by the result of `write`. */
  replace(text: string, write: (phrase: string) => string): string {
    const found = this.find(text);
    if (found.length === 0) return text;
    let end = 0;
    const parts: string[] = [];
    for (const { from, to } of found) {
      parts.push(text.slice(end, from), write(text.slice(from, to)));
      end = to;
    }
    return parts.join("") + text.slice(end);
  }

  /** Length in units of the preferred phrase at a place; 0: none. */
  #longestAt(units: string, at: number): number {
    let [low, high] = [0, this.#phrases.length];
    let [best, length] = [Number.POSITIVE_INFINITY, 0];
    for (let depth = 0; low < high; depth += 1) {
      const shortest = this.#phrases[low];
      // The shortest of a range is sorted first, and only one has each length and beginning.
      if (shortest?.units.length === depth) {
        if (shortest.rank < best && canEnd(units, at + depth)) [best, length] = [shortest.rank, depth];
        low += 1;
      }
      const unit = units.charCodeAt(at + depth);
      if (Number.isNaN(unit)) break;
      [low, high] = [this.#firstWith(depth, unit, low, high), this.#firstWith(depth, unit + 1, low, high)];
    }
    return length;
  }

  /** Index of the first phrase in the range `from` to `to` whose unit at this depth is `unit` or higher. */
  #firstWith(depth: number, unit: number, from: number, to: number): number {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#phrases[middle]?.units.charCodeAt(depth) ?? 0) < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Converts a text to the form that is compared, in which a run of white space is one space.
   * @returns `places`: the index in the text of each unit of that form, and of its end
   */
  #comparable(text: string): { readonly units: string; readonly places: readonly number[] } {
    const units: string[] = [];
    const places: number[] = [];
    let at = 0;
    let isAfterSpace = false;
    for (const character of text) {
      const isSpace = SPACE.test(character);
      if (!isSpace || !isAfterSpace) {
        const compared = isSpace ? " " : this.#ignoresCase ? foldCase(character) : character;
        units.push(compared);
        for (let unit = 0; unit < compared.length; unit += 1) places.push(at + Math.min(unit, character.length - 1));
      }
      isAfterSpace = isSpace;
      at += character.length;
    }
    places.push(at);
    return { units: units.join(""), places };
  }
}

function canBegin(units: string, at: number): boolean {
  return UNSPACED.test(characterAt(units, at)) || !WITHIN_WORD.test(characterBefore(units, at));
}

function canEnd(units: string, at: number): boolean {
  const [before, after] = [characterBefore(units, at), characterAt(units, at)];
  // A phrase must not end within a surrogate pair.
  if (at < units.length && characterBefore(units, at + 1).length > 1) return false;
  return UNSPACED.test(before) || !WITHIN_WORD.test(after);
}

function characterAt(units: string, at: number): string {
  return at < units.length ? String.fromCodePoint(units.codePointAt(at) ?? 0) : "";
}

function characterBefore(units: string, at: number): string {
  if (at <= 0) return "";
  const pair = units.slice(Math.max(0, at - 2), at);
  return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : pair.slice(-1);
}
