import { isUnspaced, sentenceSpace } from "./line-text";
import type { Segment } from "./transcript";

/** In UTF-16 units. */
const MOST_LENGTH = 60;
/** A shorter sentence, such as "Good morning.", is followed by the next one. */
const ENOUGH_LENGTH = 20;
/** The most sentences in a title. */
export const TITLE_SENTENCES = 3;

export type SpokenText = { readonly lang: string; readonly text: string };

/**
 * The title of a session that has none: its first sentences, cut at a word. Null: the first one is not closed yet, or it has
 * no text for this viewer.
 * @param segments the first ones of the session, in their order
 * @param textOf the text of a segment that the viewer may read
 */
export function spokenTitle<S extends SpokenText & Partial<Pick<Segment, "kind" | "open">>>(
  segments: readonly S[],
  textOf: (segment: S) => SpokenText = (segment) => segment,
): SpokenText | null {
  const spoken = segments.filter(({ kind, open }) => kind !== "gap" && !open).slice(0, TITLE_SENTENCES);
  const texts = spoken.map(textOf);
  const lang = texts[0]?.lang ?? "";
  let title = "";
  for (const one of texts) {
    const line = one.text.replace(/[\s\p{Cc}]+/gu, " ").trim();
    if (line === "" || one.lang !== lang) break;
    title = title === "" ? line : title + sentenceSpace(lang) + line;
    if (title.length >= ENOUGH_LENGTH) break;
  }
  return title === "" ? null : { lang, text: shortened(title, lang) };
}

function shortened(text: string, lang: string): string {
  if (text.length <= MOST_LENGTH) return text.replace(/[.。।]+$/u, "") || text;
  const head = text.slice(0, endOfWord(text, lang));
  return `${head.replace(/[\s\p{P}]+$/u, "") || head}…`;
}

/** The last place at which a text of `MOST_LENGTH` can be cut. */
function endOfWord(text: string, lang: string): number {
  const space = text.lastIndexOf(" ", MOST_LENGTH - 1);
  if (!isUnspaced(lang) && space >= MOST_LENGTH / 2) return space;
  const granularity = isUnspaced(lang) ? "word" : "grapheme";
  const inner = new Intl.Segmenter(lang, { granularity }).segment(text).containing(MOST_LENGTH - 1);
  return inner?.index || MOST_LENGTH - 1;
}
