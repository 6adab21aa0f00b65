const LETTER = "[\\p{L}\\p{M}\\p{N}]";

/**
 * A pattern that matches words, with composed or decomposed letters. `isExact`: case counts; `isWhole`: only whole words.
 * Null: there are no words to find.
 */
export function patternOf(words: string, { isExact = false, isWhole = false } = {}): RegExp | null {
  if (words.trim() === "") return null;
  const forms = new Set([words.normalize("NFC"), words.normalize("NFD")].map(literally));
  const source = `(?:${[...forms].join("|")})`;
  return new RegExp(isWhole ? `(?<!${LETTER})${source}(?!${LETTER})` : source, isExact ? "gu" : "giu");
}

function literally(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
