const LETTER = "[\\p{L}\\p{M}\\p{N}]";

/**
 * What fits words as they are written, their letters composed or not. `isExact`: capitals count; `isWhole`: no letter
 * stands beside them. Null where nothing is looked for.
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
