/** Most words that a seam may repeat. */
const MOST_WORDS = 40;

type IndexedWord = { readonly word: string; readonly at: number };

/**
 * Finds the end of the first words of `text` that repeat the last words of `tail`, at a seam without word times.
 * @returns the index in `text`; 0 when it repeats none
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

/** Index of a text's last word; 0 when it is the only one. */
export function lastWordAt(text: string, lang: string): number {
  return wordsOf(text, lang).at(-1)?.at ?? 0;
}

/** Index behind these words in a text, or -1 when the text does not hold them in this order. */
export function indexAfter(text: string, words: readonly string[]): number {
  let end = 0;
  for (const word of words) {
    const at = text.indexOf(word, end);
    if (at === -1) return -1;
    end = at + word.length;
  }
  return end;
}

/** Also works for languages without spaces between words. */
function wordsOf(text: string, lang: string): IndexedWord[] {
  return [...new Intl.Segmenter(lang, { granularity: "word" }).segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ word: segment.toLocaleLowerCase(lang), at: index }));
}
