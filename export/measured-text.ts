import type { Token } from "./tokens";

/** Tokens whose widths and shares between any two places are known at once. */
export class MeasuredText {
  readonly #tokens: readonly Token[];
  /** Up to and without the token of that index, each with the space before it. */
  readonly #widths: number[] = [0];
  readonly #weights: number[] = [0];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    tokens.forEach(({ width, spaced, weight }, at) => {
      this.#widths.push((this.#widths[at] ?? 0) + width + (spaced ? 1 : 0));
      this.#weights.push((this.#weights[at] ?? 0) + weight);
    });
  }

  get length(): number {
    return this.#tokens.length;
  }

  /** Characters of the tokens from `start` up to and without `end`; the first has no space before it. */
  width(start: number, end: number): number {
    return (this.#widths[end] ?? 0) - (this.#widths[start] ?? 0) - (this.#tokens[start]?.spaced ? 1 : 0);
  }

  /** The share of the text before a token. @param fallback where nothing of it was said */
  shareAt(at: number, fallback: number): number {
    const total = this.#weights.at(-1) ?? 0;
    return total === 0 ? fallback : (this.#weights[at] ?? 0) / total;
  }

  /** The text of the last token before `end`. */
  lastOf(end: number): string {
    return this.#tokens[end - 1]?.text ?? "";
  }

  between(start: number, end: number): string {
    const shown = this.#tokens.slice(start, end);
    return shown.map(({ text, spaced }, at) => (spaced && at > 0 ? ` ${text}` : text)).join("");
  }
}
