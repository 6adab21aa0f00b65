import { isUnspaced } from "#protocol/line-text";

/** Code points per request that Google recommends. It refuses 30,000. */
export const MAX_CODEPOINTS = 5_000;

export function codepoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Divides a text into texts that each fit into one request: whole sentences, or parts of a longer sentence. */
export function requestTextsOf(text: string, lang: string, max = MAX_CODEPOINTS): string[] {
  if (codepoints(text) <= max) return [text];
  const texts: string[] = [];
  let next = "";
  for (const { segment } of new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text)) {
    for (const part of partsOf(segment, max)) {
      if (next !== "" && codepoints(next) + codepoints(part) > max) {
        texts.push(next);
        next = "";
      }
      next += part;
    }
  }
  return next === "" ? texts : [...texts, next];
}

export function joined(texts: readonly string[], lang: string): string {
  return texts.length === 1 ? (texts[0] ?? "") : texts.map((p) => p.trim()).join(isUnspaced(lang) ? "" : " ");
}

/** Divides at the last space that fits, else between two code points. */
function partsOf(sentence: string, max: number): string[] {
  const parts: string[] = [];
  let rest = Array.from(sentence);
  while (rest.length > max) {
    const space = rest.lastIndexOf(" ", max - 1);
    const end = space > 0 ? space + 1 : max;
    parts.push(rest.slice(0, end).join(""));
    rest = rest.slice(end);
  }
  return [...parts, rest.join("")];
}
