import { isUnspaced } from "#protocol/line-text";

/** A unit that is not broken across lines, as a rule a word with its punctuation. */
export type Token = {
  readonly text: string;
  /** Whether a space is before it, unless it begins a line. */
  readonly spaced: boolean;
  /** In user-perceived characters. */
  readonly width: number;
  /** Its share in the time of the whole; 0 for text that was not spoken. */
  readonly weight: number;
};

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(granularity: "grapheme" | "word", lang = "und"): Intl.Segmenter {
  const key = `${granularity}/${lang}`;
  const made = segmenters.get(key) ?? new Intl.Segmenter(lang, { granularity });
  segmenters.set(key, made);
  return made;
}

/**
 * Characters that are always one user-perceived character, so that most texts are counted without the segmenter: Latin
 * with its accents, Greek, Cyrillic, Hebrew and Arabic letters, general punctuation, Chinese, Japanese and Korean.
 */
const SIMPLE =
  /^[\u0020-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u060c-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d3\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/;

/** Number of user-perceived characters. */
export function widthOf(text: string): number {
  return SIMPLE.test(text) ? text.length : graphemes(text).length;
}

/**
 * Cuts one line of text at its spaces; at word boundaries in languages without spaces, and where a word between two
 * spaces is longer than `limit` characters.
 */
export function tokensOf(text: string, lang: string, limit: number): Token[] {
  const isCutAtWords = isUnspaced(lang);
  return text
    .split(" ")
    .filter((run) => run !== "")
    .flatMap((run) => {
      const width = widthOf(run);
      if (!isCutAtWords && width <= limit) return [{ text: run, spaced: true, width, weight: run.length }];
      return wordsOf(run, lang, limit).map((word, at) => token(word, at === 0));
    });
}

/** Tokens that were not spoken, such as a speaker's name. */
export function silentTokens(text: string, limit: number): Token[] {
  return tokensOf(text, "und", limit).map((made) => ({ ...made, weight: 0 }));
}

function token(text: string, spaced: boolean): Token {
  return { text, spaced, width: widthOf(text), weight: text.length };
}

function wordsOf(run: string, lang: string, limit: number): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter("word", lang).segment(run)) {
    const last = words.at(-1);
    // Punctuation stays with the word before it.
    if (last !== undefined && !isWordLike && widthOf(last + segment) <= limit) words[words.length - 1] = last + segment;
    else words.push(...chopped(segment, limit));
  }
  return words;
}

/** A word that is longer than a line is broken between any two characters. */
function chopped(word: string, limit: number): string[] {
  if (word.length <= limit) return [word];
  const characters = SIMPLE.test(word) ? [...word] : graphemes(word);
  const count = Math.ceil(characters.length / limit);
  return Array.from({ length: count }, (_, at) => characters.slice(at * limit, (at + 1) * limit).join(""));
}

function graphemes(text: string): string[] {
  return Array.from(segmenter("grapheme").segment(text), ({ segment }) => segment);
}
