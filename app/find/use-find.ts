"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { segmentElementOf } from "../transcript/segment-element";
import { mark, placeIn } from "./mark";
import { patternOf } from "./pattern";

/** The highlights of all places, and of the one that was gone to, in the style sheet. */
const PLACES = "found";
const PLACE = "found-now";

/** `at`: which of them was gone to, from 0; null: none yet. */
export type Found = { readonly count: number; readonly at: number | null };

/**
 * Finds words in the lines of a log as the page shows them, and marks them. It highlights ranges of the DOM, so React draws
 * nothing again. Browsers without highlights show the line alone.
 * @param show goes to the segment with this key
 */
export function useFind(log: RefObject<HTMLElement | null>, words: string, show: (key: string) => void) {
  const places = useRef<readonly StaticRange[]>([]);
  const [found, setFound] = useState<Found>({ count: 0, at: null });
  const at = useRef<number | null>(null);

  useEffect(() => {
    at.current = null;
    const pattern = patternOf(words);
    const box = log.current;
    if (!pattern || !box) {
      setFound({ count: 0, at: null });
      return;
    }
    const look = () => {
      places.current = placesIn(box, pattern);
      if (at.current !== null && at.current >= places.current.length) at.current = null;
      mark(PLACES, places.current);
      mark(PLACE, places.current.slice(at.current ?? places.current.length, (at.current ?? 0) + 1));
      setFound({ count: places.current.length, at: at.current });
    };
    look();
    // Lines come, and are corrected.
    const drawn = new MutationObserver(look);
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
      const line = place && segmentElementOf(place.startContainer);
      mark(PLACE, place ? [place] : []);
      line?.scrollIntoView({ block: "center" });
      if (line?.dataset.segment !== undefined) show(line.dataset.segment);
      setFound({ count: length, at: at.current });
    },
    [show],
  );
  return { found, step };
}

/** In the order of the page, in originals and translations. Static ranges: a letter may be found thousands of times, and live ranges would follow every change of the page. */
function placesIn(box: HTMLElement, pattern: RegExp): StaticRange[] {
  return [...box.querySelectorAll(".original, .translation")].flatMap((element) =>
    textsIn(element).flatMap((text) =>
      [...text.data.matchAll(pattern)].map(({ index, 0: { length } }) => placeIn(text, index, index + length)),
    ),
  );
}

/** The text nodes of a line: usually one, unless an extension has wrapped it. */
function textsIn(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  return texts;
}
