"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { changesTexts } from "../transcript/changes-texts";
import { scrollToLine } from "../transcript/scroll-to-line";
import { segmentElementOf } from "../transcript/segment-element";
import { type FoundText, findTexts, placeAt } from "./found-texts";
import { mark } from "./mark";
import { NearGroups } from "./near-groups";
import { finderAcross, patternOf } from "./pattern";

/** The highlights in the style sheet: of the matches near the window, and of the current match. */
const PLACES = "found";
const PLACE = "found-now";

/** `at`: the current match, from 0; null: none yet. */
export type Found = { readonly count: number; readonly at: number | null };

const NOWHERE: ReadonlySet<string> = new Set();

const NOTHING: Found = { count: 0, at: null };

/**
 * Finds words in the lines of a log as the page shows them, counts all matches, and marks those near the window. It highlights
 * ranges of the DOM, so React draws nothing again. Browsers without highlights show the line alone.
 * @param show goes to the segment with this key
 * @param onFound gets the keys of the segments with matches; must be stable
 */
export function useFind(
  log: RefObject<HTMLElement | null>,
  words: string,
  show: (key: string) => void,
  onFound: (keys: ReadonlySet<string>) => void,
) {
  const texts = useRef<readonly FoundText[]>([]);
  const near = useRef<NearGroups | null>(null);
  const [found, setFound] = useState(NOTHING);
  const latest = useRef(NOTHING);
  const tell = useCallback((now: Found) => {
    latest.current = now;
    setFound(now);
  }, []);
  const isFinding = words.trim() !== "";

  useEffect(() => {
    if (!isFinding) return;
    const groups = new NearGroups(() => markNear(groups, texts.current));
    near.current = groups;
    return () => {
      groups.close();
      near.current = null;
      mark(PLACES, []);
    };
  }, [isFinding]);

  useEffect(() => {
    const pattern = patternOf(words);
    const across = finderAcross(words);
    const box = log.current;
    tell(NOTHING);
    if (!pattern || !box) return onFound(NOWHERE);
    const look = () => {
      texts.current = findTexts(box, pattern, across);
      near.current?.watch(box);
      if (near.current) markNear(near.current, texts.current);
      const count = texts.current.reduce((sum, one) => sum + one.count, 0);
      const { at } = latest.current;
      const still = at !== null && at < count ? at : null;
      mark(PLACE, still === null ? [] : (placeAt(texts.current, still) ?? []));
      tell({ count, at: still });
      onFound(new Set(texts.current.flatMap(({ element }) => segmentElementOf(element)?.dataset.segment ?? [])));
    };
    look();
    // Lines arrive and are corrected, so the page is searched again after each change.
    const drawn = new MutationObserver((changes) => changesTexts(changes) && look());
    drawn.observe(box, { childList: true, subtree: true, characterData: true });
    return () => {
      drawn.disconnect();
      texts.current = [];
      mark(PLACE, []);
    };
  }, [log, words, tell, onFound]);

  const step = useCallback(
    (by: 1 | -1) => {
      const { count, at } = latest.current;
      if (count === 0) return;
      const next = at === null ? (by === 1 ? 0 : count - 1) : (at + by + count) % count;
      const place = placeAt(texts.current, next);
      const begin = place?.[0]?.startContainer;
      const line = begin && segmentElementOf(begin);
      mark(PLACE, place ?? []);
      if (line) scrollToLine(line);
      if (line?.dataset.segment !== undefined) show(line.dataset.segment);
      tell({ count, at: next });
    },
    [show, tell],
  );
  return { found, step };
}

function markNear(near: NearGroups, texts: readonly FoundText[]): void {
  const places = texts.filter(({ element }) => near.has(element)).flatMap((text) => text.places());
  mark(PLACES, places.flat());
}
