"use client";

import { type RefObject, useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** How far from the window lines get their buttons: a window's height above and below it. */
const NEAR = "100% 0px";
/** Asks a group of lines for its buttons. */
const WANTED = "tools-wanted";

/**
 * Whether the lines of a group have their buttons. Of a long session only the groups that have been near the window have
 * them: two buttons in each of thousands of lines take most of the time in which the page opens.
 * @param isEdge the group is among the first or the last, where the keyboard enters the list: it always has them
 */
export function useLineTools(group: RefObject<HTMLElement | null>, isEdge: boolean): boolean {
  const [wasNear, setNear] = useState(isEdge);
  useEffect(() => {
    const box = group.current;
    if (!box || wasNear) return;
    const draw = () => flushSync(() => setNear(true));
    // The margin counts only beside the element that scrolls.
    const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setNear(true), {
      root: box.closest(".scroll"),
      rootMargin: NEAR,
    });
    near.observe(box);
    box.addEventListener(WANTED, draw);
    return () => {
      near.disconnect();
      box.removeEventListener(WANTED, draw);
    };
  }, [group, wasNear]);
  return wasNear || isEdge;
}

/** The edit button of a line, wherever the line is. Null: the line is being edited, or cannot be. */
export function editButtonOf(line: Element | null): HTMLElement | null {
  const find = () => line?.querySelector<HTMLElement>(".edit-line") ?? null;
  const shown = find();
  if (shown) return shown;
  line?.dispatchEvent(new CustomEvent(WANTED, { bubbles: true }));
  return find();
}
