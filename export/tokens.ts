/** What a line is not broken within, as a rule a word with its punctuation. */
export type Token = {
  readonly text: string;
  /** A space stands before it, unless it begins a line. */
  readonly spaced: boolean;
  /** In user-perceived characters. */
  readonly width: number;
  /** Its share in the time of the whole; 0 for what nobody said. */
  readonly weight: number;
};

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(granularity: "grapheme" | "word", lang = "und"): Intl.Segmenter {
  const key = `${granularity}/${lang}`;
  const made = segmenters.get(key) ?? new Intl.Segmenter(lang, { granularity });
  segmenters.set(key, made);
  return made;
}

/** Below U+0300 every character stands for itself. */
const SIMPLE = /^[\u0020-\u02ff]*$/;

/** How many characters a person sees. */
export function widthOf(text: string): number {
  return SIMPLE.test(text) ? text.length : graphemes(text).length;
}

/** Cuts one line of text at its spaces, and where a piece between them is longer than `limit`, at its words. */
export function tokensOf(text: string, lang: string, limit: number): Token[] {
  return text
    .split(" ")
    .filter((chunk) => chunk !== "")
    .flatMap((chunk) => piecesOf(chunk, lang, limit).map((piece, at) => token(piece, at === 0)));
}

/** Tokens that nobody said, such as a speaker's name. */
export function silentTokens(text: string, limit: number): Token[] {
  return tokensOf(text, "und", limit).map((made) => ({ ...made, weight: 0 }));
}

function token(text: string, spaced: boolean): Token {
  return { text, spaced, width: widthOf(text), weight: text.length };
}

function piecesOf(chunk: string, lang: string, limit: number): string[] {
  if (widthOf(chunk) <= limit) return [chunk];
  const pieces: string[] = [];
  for (const { segment, isWordLike } of segmenter("word", lang).segment(chunk)) {
    const last = pieces.at(-1);
    // Punctuation stays with the word before it.
    if (last !== undefined && !isWordLike && widthOf(last + segment) <= limit)
      pieces[pieces.length - 1] = last + segment;
    else pieces.push(...chopped(segment, limit));
  }
  return pieces;
}

/** A word longer than a line is broken between any two characters. */
function chopped(word: string, limit: number): string[] {
  const characters = graphemes(word);
  const count = Math.ceil(characters.length / limit);
  return Array.from({ length: count }, (_, at) => characters.slice(at * limit, (at + 1) * limit).join(""));
}

function graphemes(text: string): string[] {
  return Array.from(segmenter("grapheme").segment(text), ({ segment }) => segment);
}
