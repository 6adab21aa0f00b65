"use client";

import { type RefObject, useEffect } from "react";

/** What has a meaning of its own when it is pressed. */
const ITS_OWN = "button, a, input, textarea, select, form, label, dialog";

/** A press on a line goes there, unless it selects text. By keyboard, a line's time is a button that does the same. */
export function useLineClicks(log: RefObject<HTMLElement | null>, onLine: (index: number) => void): void {
  useEffect(() => {
    const box = log.current;
    if (!box) return;
    const press = ({ target }: MouseEvent) => {
      if (!(target instanceof Element) || target.closest(ITS_OWN) || getSelection()?.isCollapsed === false) return;
      const index = [...box.children].findIndex((line) => line.contains(target));
      if (index >= 0) onLine(index);
    };
    box.addEventListener("click", press);
    return () => box.removeEventListener("click", press);
  }, [log, onLine]);
}
