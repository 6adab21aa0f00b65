"use client";

import { useCallback, useState } from "react";

/** The choices of a reader. `lang`: the language chosen last, in any session. */
export type ReadingChoices = {
  readonly lang: string | null;
  readonly size: Size;
  readonly original: boolean;
  readonly announce: boolean;
};

export const SIZES = ["small", "normal", "large", "largest"] as const;
export type Size = (typeof SIZES)[number];

const NAME = "reading";
const FIRST: ReadingChoices = { lang: null, size: "normal", original: true, announce: false };

/** Parses the choices that this browser keeps. Values that do not fit are ignored. */
export function parseChoices(kept: string | null): ReadingChoices {
  let said: unknown;
  try {
    said = JSON.parse(kept ?? "null");
  } catch {
    return FIRST;
  }
  if (typeof said !== "object" || said === null) return FIRST;
  const { lang, size, original, announce } = said as Record<string, unknown>;
  return {
    lang: typeof lang === "string" ? lang : null,
    size: SIZES.find((known) => known === size) ?? "normal",
    original: original !== false,
    announce: announce === true,
  };
}

/** One step of text size up or down; at either end it stays. */
export function stepSize(size: Size, step: 1 | -1): Size {
  return SIZES[Math.max(0, Math.min(SIZES.length - 1, SIZES.indexOf(size) + step))] ?? size;
}

export function readChoices(): ReadingChoices {
  try {
    return parseChoices(localStorage.getItem(NAME));
  } catch {
    return FIRST;
  }
}

/** Read in the browser only: a page that the server draws too must not begin with it. */
export function useReadingChoices(): [ReadingChoices, (change: Partial<ReadingChoices>) => void] {
  const [choices, setChoices] = useState(readChoices);
  const change = useCallback((changed: Partial<ReadingChoices>) => {
    setChoices((before) => {
      const next = { ...before, ...changed };
      try {
        localStorage.setItem(NAME, JSON.stringify(next));
      } catch {
        // A browser may keep nothing: the choice holds for as long as the page is open.
      }
      return next;
    });
  }, []);
  return [choices, change];
}
