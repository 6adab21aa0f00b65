"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { Segment } from "#protocol/transcript";
import { mark, placeIn } from "../find/mark";
import { lineAt, wordAt } from "./cursor";
import type { Replay } from "./replay";

/** The name that the style sheet knows the word by that is being said. */
const WORD = "spoken-word";

/**
 * Marks the line that the replay has reached, and in it the word, in the page itself: nothing is drawn again for it.
 * Whoever scrolled away from it is not moved.
 */
export function useCurrentLine(log: RefObject<HTMLElement | null>, segments: readonly Segment[], replay: Replay): void {
  // A correction changes what the marks lie on, not where the replay is.
  const known = useRef(segments);
  known.current = segments;
  useEffect(() => {
    let current: Element | null = null;
    const show = () => {
      const { placeMs, isPlaying, isBegun } = replay.getSnapshot();
      const index = isBegun ? lineAt(known.current, placeMs) : -1;
      const line = log.current?.children.item(index) ?? null;
      const segment = known.current[index];
      if (line !== current) {
        const wasSeen = current === null || isInSight(current);
        current?.removeAttribute("aria-current");
        line?.setAttribute("aria-current", "true");
        current = line;
        if (line && isPlaying && wasSeen && !isInSight(line)) line.scrollIntoView({ block: "center" });
      }
      markWord(segment && isPlaying ? line : null, segment, placeMs);
    };
    show();
    const end = replay.subscribe(show);
    return () => {
      end();
      current?.removeAttribute("aria-current");
      markWord(null, undefined, 0);
    };
  }, [log, replay]);
}

/** Browsers without highlights show the line alone. */
function markWord(line: Element | null, segment: Segment | undefined, placeMs: number): void {
  const text = line?.querySelector(".original")?.firstChild;
  const word = segment && text instanceof Text ? wordAt(text.data, segment, placeMs) : null;
  mark(WORD, word && text instanceof Text ? [placeIn(text, word.from, word.to)] : []);
}

function isInSight(line: Element): boolean {
  const { top, bottom } = line.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
