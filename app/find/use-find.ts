"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { changesTexts } from "../transcript/changes-texts";
import { scrollToLine } from "../transcript/scroll-to-line";
import { segmentElementOf } from "../transcript/segment-element";
import { mark, placeIn } from "./mark";
import { finderAcross, patternOf } from "./pattern";

/** The highlights of all places, and of the one that was gone to, in the style sheet. */
const PLACES = "found";
const PLACE = "found-now";

/** The range of a match in its line; a match that reaches into the next line has a second one there. */
type Place = readonly StaticRange[];

/** `at`: which of them was gone to, from 0; null: none yet. */
export type Found = { readonly count: number; readonly at: number | null };

/**
 * Finds words in the lines of a log as the page shows them, and marks them. It highlights ranges of the DOM, so React draws
 * nothing again. Browsers without highlights show the line alone.
 * @param show goes to the segment with this key
 */
export function useFind(log: RefObject<HTMLElement | null>, words: string, show: (key: string) => void) {
  const places = useRef<readonly Place[]>([]);
  const [found, setFound] = useState<Found>({ count: 0, at: null });
  const at = useRef<number | null>(null);

  useEffect(() => {
    at.current = null;
    const pattern = patternOf(words);
    const across = finderAcross(words);
    const box = log.current;
    if (!pattern || !box) {
      setFound({ count: 0, at: null });
      return;
    }
    const look = () => {
      places.current = placesIn(box, pattern, across);
      if (at.current !== null && at.current >= places.current.length) at.current = null;
      mark(PLACES, places.current.flat());
      mark(PLACE, (at.current === null ? undefined : places.current[at.current]) ?? []);
      setFound({ count: places.current.length, at: at.current });
    };
    look();
    // Lines arrive and are corrected, so the page is searched again after each change.
    const drawn = new MutationObserver((changes) => changesTexts(changes) && look());
    drawn.observe(box, { childList: true, subtree: true, characterData: true });
    return () => {
      drawn.disconnect();
      places.current = [];
      for (const name of [PLACES, PLACE]) mark(name, []);
    };
  }, [log, words]);

  const step = useCallback(
    (by: 1 | -1) => {
      const { length } = places.current;
      if (length === 0) return;
      at.current = at.current === null ? (by === 1 ? 0 : length - 1) : (at.current + by + length) % length;
      const place = places.current[at.current];
      const begin = place?.[0]?.startContainer;
      const line = begin && segmentElementOf(begin);
      mark(PLACE, place ?? []);
      if (line) scrollToLine(line);
      if (line?.dataset.segment !== undefined) show(line.dataset.segment);
      setFound({ count: length, at: at.current });
    },
    [show],
  );
  return { found, step };
}

/** In the order of the page, in originals and translations. Static ranges: a letter may be found thousands of times, and live ranges would follow every change of the page. */
function placesIn(box: HTMLElement, pattern: RegExp, across: ReturnType<typeof finderAcross>): Place[] {
  const lines = [...box.querySelectorAll<HTMLElement>("[data-segment]")].map((line) => [
    ...line.querySelectorAll<HTMLElement>(".original, .translation"),
  ]);
  return lines.flatMap((elements, at) =>
    elements.flatMap((element) => {
      const texts = textsIn(element);
      const within = texts.flatMap((text) =>
        [...text.data.matchAll(pattern)].map(({ index, 0: { length } }) => [placeIn(text, index, index + length)]),
      );
      const last = texts.at(-1);
      const [next] = across ? textsIn(lines[at + 1]?.find((one) => isSameText(one, element))) : [];
      const reach = (last && next && across?.(last.data, next.data)) ?? null;
      if (!last || !next || reach === null) return within;
      return [...within, [placeIn(last, reach.from, last.data.length), placeIn(next, 0, reach.to)]];
    }),
  );
}

/** The text nodes of a line: usually one, unless an extension has wrapped it. */
function textsIn(element: HTMLElement | undefined): Text[] {
  if (!element) return [];
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
