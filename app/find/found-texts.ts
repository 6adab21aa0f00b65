import { placeIn } from "./mark";
import type { finderAcross } from "./pattern";

/** The range of a match in its line; a match that reaches into the next line has a second one there. */
export type Place = readonly StaticRange[];

/** A text of a line, the original or a translation, in which the words were found. */
export type FoundText = {
  readonly element: HTMLElement;
  /** The number of matches that begin in it. */
  readonly count: number;
  /** The places of these matches, in the order of the text. */
  readonly places: () => readonly Place[];
};

/**
 * Finds words in the lines of a log, in the order of the page. It only counts the matches: a letter may be found in thousands
 * of lines, and making a range for a match takes longer than finding it.
 */
export function findTexts(box: HTMLElement, pattern: RegExp, across: ReturnType<typeof finderAcross>): FoundText[] {
  const lines = [...box.querySelectorAll<HTMLElement>("[data-segment]")].map((line) => [
    ...line.querySelectorAll<HTMLElement>(".original, .translation"),
  ]);
  return lines.flatMap((elements, at) =>
    elements.flatMap((element): FoundText | [] => {
      const texts = textsIn(element);
      const last = texts.at(-1);
      const [next] = across ? textsIn(lines[at + 1]?.find((one) => isSameText(one, element))) : [];
      const reach = (last && next && across?.(last.data, next.data)) ?? null;
      const within = texts.reduce((sum, { data }) => sum + (data.match(pattern)?.length ?? 0), 0);
      const places = () => [
        ...texts.flatMap((text) => placesIn(text, pattern)),
        ...(last && next && reach ? [[placeIn(last, reach.from, last.length), placeIn(next, 0, reach.to)]] : []),
      ];
      const count = within + (reach ? 1 : 0);
      return count === 0 ? [] : { element, count, places };
    }),
  );
}

/** The place of a match; undefined: there are fewer matches. @param at from 0 */
export function placeAt(found: readonly FoundText[], at: number): Place | undefined {
  let before = 0;
  for (const { count, places } of found) {
    if (at < before + count) return places()[at - before];
    before += count;
  }
  return undefined;
}

/** Static ranges, since live ranges would follow every change of the page. */
function placesIn(text: Text, pattern: RegExp): Place[] {
  return [...text.data.matchAll(pattern)].map(({ index, 0: { length } }) => [placeIn(text, index, index + length)]);
}

/** The text nodes of a line: usually one, unless an extension has wrapped it. */
function textsIn(element: HTMLElement | undefined): Text[] {
  if (!element) return [];
  const { firstChild } = element;
  if (firstChild instanceof Text && !firstChild.nextSibling) return [firstChild];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  return texts;
}

/** Whether two lines have the originals, or the translations into one language, in these elements. */
function isSameText(one: HTMLElement, other: HTMLElement): boolean {
  if (one.classList.contains("original") || other.classList.contains("original"))
    return one.classList.contains("original") && other.classList.contains("original");
  return one.lang === other.lang;
}
