"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { Segment } from "#protocol/transcript";
import { mark, placeIn } from "../find/mark";
import { scrollToLine } from "../transcript/scroll-to-line";
import { findSegmentElement } from "../transcript/segment-element";
import { lineAt, wordAt } from "./cursor";
import type { Replay } from "./replay";
import type { TimesOf } from "./use-word-times";

/** The highlight of the spoken word in the style sheet. */
const WORD = "spoken-word";

/**
 * Marks the line that the replay has reached, and the word in it. It changes the DOM directly, so React draws nothing
 * again. A reader who scrolled away from the line is not moved.
 */
export function useCurrentLine(
  log: RefObject<HTMLElement | null>,
  segments: readonly Segment[],
  replay: Replay,
  timesOf: TimesOf,
): void {
  // A correction changes the marked text, but does not move the replay.
  const known = useRef(segments);
  known.current = segments;
  useEffect(() => {
    let current: HTMLElement | null = null;
    const show = () => {
      const { placeMs, isPlaying, isBegun } = replay.getSnapshot();
      const segment = isBegun ? known.current[lineAt(known.current, placeMs)] : undefined;
      const line = findSegmentElement(log.current, segment);
      if (line !== current) {
        const wasSeen = current === null || isInSight(current);
        current?.removeAttribute("aria-current");
        line?.setAttribute("aria-current", "true");
        current = line;
        if (line && isPlaying && wasSeen && !isInSight(line)) scrollToLine(line);
      }
      markWord(segment && isPlaying ? line : null, segment, placeMs, timesOf);
    };
    show();
    const end = replay.subscribe(show);
    return () => {
      end();
      current?.removeAttribute("aria-current");
      markWord(null, undefined, 0, timesOf);
    };
  }, [log, replay, timesOf]);
}

/** Browsers without highlights show the line alone. */
function markWord(line: Element | null, segment: Segment | undefined, placeMs: number, timesOf: TimesOf): void {
  const text = line?.querySelector(".original")?.firstChild;
  const word = segment && text instanceof Text ? wordAt(text.data, segment, placeMs, timesOf(segment)) : null;
  mark(WORD, word && text instanceof Text ? [placeIn(text, word.from, word.to)] : []);
}

function isInSight(line: Element): boolean {
  const { top, bottom } = line.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
