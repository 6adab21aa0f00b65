/** More words than this are not heard twice at a seam. */
const MOST_WORDS = 40;

type Piece = { readonly word: string; readonly at: number };

/**
 * Where a text goes on after words that end `tail` too: at a seam without word times they are heard twice.
 * @returns the index in `text`; 0 when it begins with something new
 */
export function saidAgainUpTo(tail: string, text: string, lang: string): number {
  const before = wordsOf(tail, lang).map(({ word }) => word);
  const words = wordsOf(text, lang);
  for (let count = Math.min(before.length, words.length, MOST_WORDS); count > 0; count -= 1) {
    const end = before.slice(-count);
    if (end.every((word, at) => word === words[at]?.word)) return words[count]?.at ?? text.length;
  }
  return 0;
}

/** Where a text's last word begins; 0 when it is its only one. */
export function lastWordAt(text: string, lang: string): number {
  return wordsOf(text, lang).at(-1)?.at ?? 0;
}

/** Where a text goes on after these words, or -1 when it does not begin with them. */
export function indexAfter(text: string, words: readonly string[]): number {
  let end = 0;
  for (const word of words) {
    const at = text.indexOf(word, end);
    if (at === -1) return -1;
    end = at + word.length;
  }
  return end;
}

/** Works for languages that are written without spaces too. */
function wordsOf(text: string, lang: string): Piece[] {
  return [...new Intl.Segmenter(lang, { granularity: "word" }).segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ word: segment.toLocaleLowerCase(lang), at: index }));
}
