"use client";

import { useLayoutEffect } from "react";

/**
 * Sets `data-<mark>` on the root element while `isOn`, for style sheets. `:root:has()` would search a long transcript at
 * each key.
 */
export function useRootMark(mark: "editing" | "finding" | "player", isOn: boolean): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (isOn) dataset[mark] = "";
    return () => {
      delete dataset[mark];
    };
  }, [mark, isOn]);
}
