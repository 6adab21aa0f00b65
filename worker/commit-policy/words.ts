import { isUnspaced } from "#protocol/line-text";
import type { Word } from "#protocol/transcript";

/** A word of a recogniser's text. */
export type SpokenWord = {
  /** As the engine writes it, with its marks. */
  readonly text: string;
  /** Form in which words are compared: without case and punctuation. */
  readonly key: string;
  /** Whether a space precedes it. */
  readonly spaced: boolean;
  readonly time: Omit<Word, "word"> | null;
};

/** Form of a word without the differences between engines: lower case, without punctuation. */
export function keyOf(word: string): string {
  const bare = word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}']/gu, "");
  return bare === "" ? word : bare;
}

/** Divides a text into words, each with the times of the engine's words in it. */
export function spokenWords(text: string, lang: string, timed: readonly Word[] | null = null): SpokenWord[] {
  const tokens = isUnspaced(lang) ? segmented(text, lang) : split(text);
  const words = tokens.map(({ text, spaced }) => ({ text, spaced, key: keyOf(text), time: null }));
  return timed ? withTimes(words, timed) : words;
}

/** The silence between two words, ms; 0 where the engine gives no times. */
export function gapBetween(word: SpokenWord, next: SpokenWord): number {
  return word.time && next.time ? next.time.startMs - word.time.endMs : 0;
}

/** The text of words. At the border of two hypotheses it adds a space in scripts that need one. */
export function textOf(words: readonly SpokenWord[]): string {
  return words
    .map(({ text, spaced }, at) => {
      const before = words[at - 1];
      return before && (spaced || (ENDS_SPACED.test(before.text) && BEGINS_SPACED.test(text))) ? ` ${text}` : text;
    })
    .join("");
}

/** Letters and digits of scripts that put spaces between words. */
const SPACED = "[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Nd}]";
const ENDS_SPACED = new RegExp(`${SPACED}$`, "u");
const BEGINS_SPACED = new RegExp(`^${SPACED}`, "u");

type Token = { text: string; spaced: boolean };

function split(text: string): Token[] {
  return (text.match(/\S+/gu) ?? []).map((text) => ({ text, spaced: true }));
}

function segmented(text: string, lang: string): Token[] {
  const tokens: Token[] = [];
  let before = "";
  for (const { segment, isWordLike } of new Intl.Segmenter(lang, { granularity: "word" }).segment(text.trim())) {
    const last = tokens.at(-1);
    if (isWordLike) {
      tokens.push({ text: before.trimStart() + segment, spaced: /^\s/u.test(before) });
      before = "";
    } else if (last && before === "" && !/^\s/u.test(segment)) last.text += segment;
    else before += segment;
  }
  return tokens;
}

/** The engine returns texts and times as two lists; their letters are matched. */
function withTimes(words: readonly SpokenWord[], timed: readonly Word[]): SpokenWord[] {
  const spans = placesOf(words.map(({ key }) => key));
  const timedSpans = placesOf(timed.map(({ word }) => keyOf(word)));
  if (spans.letters !== timedSpans.letters) return [...words];
  return words.map((word, index) => {
    const [from = 0, to = 0] = spans.places[index] ?? [];
    const own = timed.filter((_, at) => {
      const [start = 0, end = 0] = timedSpans.places[at] ?? [];
      return start < to && end > from;
    });
    return { ...word, time: spanOf(own) };
  });
}

function placesOf(keys: readonly string[]): { letters: string; places: [number, number][] } {
  let letters = "";
  const places = keys.map((key): [number, number] => {
    const from = letters.length;
    letters += key.replace(/[^\p{L}\p{M}\p{N}]/gu, "");
    return [from, letters.length];
  });
  return { letters, places };
}

function spanOf(timed: readonly Word[]): SpokenWord["time"] {
  const [first, last] = [timed[0], timed.at(-1)];
  if (!first || !last) return null;
  const known = timed.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  return {
    startMs: first.startMs,
    endMs: last.endMs,
    confidence: known.length > 0 ? Math.min(...known) : null,
  };
}

/** Words with times for a comparison by time; empty when a word has none. */
export function timesOf(words: readonly SpokenWord[]) {
  return words.every(({ time }) => time)
    ? words.map(({ text, time }) => ({ word: text, ...(time as NonNullable<typeof time>) }))
    : [];
}
