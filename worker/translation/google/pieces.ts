/** Code points per request that Google recommends. It refuses 30,000. */
export const MAX_CODEPOINTS = 5_000;

/** Languages that are written without spaces between sentences. */
const UNSPACED = /^(zh|yue|ja|th|lo|km|my)\b/;

export function codepoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Divides a text into pieces that fit into a request: whole sentences, or parts of a longer sentence. */
export function piecesOf(text: string, lang: string, max = MAX_CODEPOINTS): string[] {
  if (codepoints(text) <= max) return [text];
  const pieces: string[] = [];
  let piece = "";
  for (const { segment } of new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text)) {
    for (const part of partsOf(segment, max)) {
      if (piece !== "" && codepoints(piece) + codepoints(part) > max) {
        pieces.push(piece);
        piece = "";
      }
      piece += part;
    }
  }
  return piece === "" ? pieces : [...pieces, piece];
}

export function joined(pieces: readonly string[], lang: string): string {
  return pieces.length === 1 ? (pieces[0] ?? "") : pieces.map((p) => p.trim()).join(UNSPACED.test(lang) ? "" : " ");
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
