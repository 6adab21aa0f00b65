"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { mark, placeIn } from "./mark";
import { patternOf } from "./pattern";

/** The names that the style sheet knows the places by, and the one that was gone to. */
const PLACES = "found";
const PLACE = "found-now";

/** `at`: which of them was gone to, from 0; null: none yet. */
export type Found = { readonly count: number; readonly at: number | null };

/**
 * Finds words in the lines on the page, as they stand there, and marks them in the page itself: nothing is drawn again
 * for it. Browsers without highlights show the line alone.
 * @param log its children are the lines @param show goes to one of them
 */
export function useFind(log: RefObject<HTMLElement | null>, words: string, show: (line: number) => void) {
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
      const box = log.current;
      if (length === 0 || !box) return;
      at.current = at.current === null ? (by === 1 ? 0 : length - 1) : (at.current + by + length) % length;
      const place = places.current[at.current];
      const line = [...box.children].findIndex((child) => place && child.contains(place.startContainer));
      mark(PLACE, place ? [place] : []);
      box.children.item(line)?.scrollIntoView({ block: "center" });
      show(line);
      setFound({ count: length, at: at.current });
    },
    [log, show],
  );
  return { found, step };
}

/** In the order of the page, originals and translations alike. Of a letter there are many: none follows what changes. */
function placesIn(box: HTMLElement, pattern: RegExp): StaticRange[] {
  return [...box.querySelectorAll(".original, .translation")].flatMap((element) =>
    [...element.childNodes].flatMap((node) => {
      if (!(node instanceof Text)) return [];
      return [...node.data.matchAll(pattern)].map(({ index, 0: { length } }) => placeIn(node, index, index + length));
    }),
  );
}
