const LETTER = "[\\p{L}\\p{M}\\p{N}]";

/**
 * A pattern that matches words, with composed or decomposed letters. `isExact`: case counts; `isWhole`: only whole words.
 * Null: there are no words to find.
 */
export function patternOf(words: string, { isExact = false, isWhole = false } = {}): RegExp | null {
  if (words.trim() === "") return null;
  const source = inEveryForm(words);
  return new RegExp(isWhole ? `(?<!${LETTER})${source}(?!${LETTER})` : source, isExact ? "gu" : "giu");
}

/** Letters of scripts that put no spaces between words. */
export const UNSPACED_LETTER = String.raw`[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]`;

/** Stands between the texts of two lines; no text contains it. */
const BORDER = "\0";
/** Punctuation and spaces at the end of a line and at the beginning of the next one. */
const MARKS = `[^\\p{L}\\p{M}\\p{N}${BORDER}]*`;
/** More letters than words in the find field can have, in decomposed letters too. */
const MOST_LETTERS = 1_000;

/** `from`: where the match begins in the first text; `to`: where it ends in the next text. */
type AcrossBorder = { readonly from: number; readonly to: number };

/**
 * Finds words that begin at the end of one line and end at the beginning of the next. Punctuation between the lines does
 * not count. Null: the words cannot reach across a border, since they are one word.
 */
export function finderAcross(words: string): ((text: string, next: string) => AcrossBorder | null) | null {
  const borders = bordersIn(words.trim());
  if (borders.length === 0) return null;
  const sources = borders.map(
    ([head, tail]) => `${inEveryForm(head)}${MARKS}${BORDER}${MARKS}${inEveryForm(tail.trimStart())}`,
  );
  const pattern = new RegExp(sources.join("|"), "iu");
  return (text, next) => {
    const end = text.slice(-MOST_LETTERS);
    const match = pattern.exec(`${end}${BORDER}${next.slice(0, MOST_LETTERS)}`);
    if (!match) return null;
    const { index } = match;
    return { from: text.length - end.length + index, to: index + match[0].length - end.length - BORDER.length };
  };
}

const UNSPACED = new RegExp(UNSPACED_LETTER, "u");

/** The words before and after each place where a line may end: a space, or any place in a script without spaces. */
function bordersIn(words: string): [string, string][] {
  const splits = Array.from(words.split(""), (_, at): [string, string] => [words.slice(0, at), words.slice(at)]);
  return splits.filter(
    ([head, tail]) =>
      /\S$/.test(head) && (/^\s/.test(tail) || (UNSPACED.test(head.slice(-1)) && UNSPACED.test(tail.slice(0, 1)))),
  );
}

function inEveryForm(words: string): string {
  const forms = new Set([words.normalize("NFC"), words.normalize("NFD")].map(literally));
  return `(?:${[...forms].join("|")})`;
}

function literally(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
