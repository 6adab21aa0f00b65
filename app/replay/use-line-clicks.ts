"use client";

import { type RefObject, useEffect } from "react";
import { segmentElementOf } from "../transcript/segment-element";

/** Elements that react to a press themselves. */
const ITS_OWN = "button, a, input, textarea, select, form, label, dialog";

/**
 * A press on a segment goes there, unless it selects text. By keyboard, a segment's time is a button that does the same.
 * @param onSegment gets the segment's key, and the index in its text that was pressed; null: beside the text. Must stay the
 * same function
 */
export function useLineClicks(
  log: RefObject<HTMLElement | null>,
  onSegment: (key: string, offset: number | null) => void,
): void {
  useEffect(() => {
    const box = log.current;
    if (!box) return;
    const press = (event: MouseEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || target.closest(ITS_OWN) || getSelection()?.isCollapsed === false) return;
      const key = segmentElementOf(target)?.dataset.segment;
      if (key !== undefined) onSegment(key, offsetAt(event));
    };
    box.addEventListener("click", press);
    return () => box.removeEventListener("click", press);
  }, [log, onSegment]);
}

/** Where in an original the press was. Browsers without `caretPositionFromPoint` know only the line. */
function offsetAt({ clientX, clientY }: MouseEvent): number | null {
  const caret = document.caretPositionFromPoint?.(clientX, clientY);
  return caret?.offsetNode.parentElement?.matches(".original") ? caret.offset : null;
}
