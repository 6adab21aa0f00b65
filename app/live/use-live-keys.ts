"use client";

import { useEffect } from "react";

type Deeds = {
  readonly pauseOrResume: () => void;
  /** 0 to 9, as on the keyboard. */
  readonly digit: (digit: number) => void;
};

/** Single keys of the live page. They never act in a field, in a dialog, or together with a modifier. */
export function useLiveKeys(deeds: Deeds): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest("input:not([type=radio]), textarea, select, dialog"))
        return;
      if (event.key.toLowerCase() === "p") deeds.pauseOrResume();
      else if (/^[0-9]$/.test(event.key)) deeds.digit(Number(event.key));
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [deeds]);
}
