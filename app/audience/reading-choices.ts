"use client";

import { useCallback, useState } from "react";
import { keepSetting, readSetting } from "../frame/kept-setting";

/**
 * The choices of a reader. `lang`: the language chosen last, in any session. `fallback`: the language to read where a session
 * has none of the device's.
 */
export type ReadingChoices = {
  readonly lang: string | null;
  readonly fallback: string | null;
  readonly size: Size;
  readonly original: boolean;
  readonly announce: boolean;
  readonly theme: Theme;
  readonly font: Font;
  readonly spacing: Spacing;
  readonly width: Width;
};

export const SIZES = ["small", "normal", "large", "largest"] as const;
export type Size = (typeof SIZES)[number];

export const THEMES = ["system", "light", "dark", "contrast"] as const;
type Theme = (typeof THEMES)[number];
/** `lexend` was drawn for people who read with difficulty, with dyslexia for instance. */
export const FONTS = ["inter", "lexend", "serif"] as const;
type Font = (typeof FONTS)[number];
/** The space between lines. */
export const SPACINGS = ["dense", "wide", "widest"] as const;
type Spacing = (typeof SPACINGS)[number];
/** The length of a line. */
export const WIDTHS = ["short", "medium", "long"] as const;
type Width = (typeof WIDTHS)[number];

const NAME = "reading";
const FIRST: ReadingChoices = {
  lang: null,
  fallback: null,
  size: "normal",
  original: true,
  announce: false,
  theme: "system",
  font: "inter",
  spacing: "dense",
  width: "medium",
};

/** Parses the choices that this browser keeps. Values that do not fit are ignored. */
export function parseChoices(kept: string | null): ReadingChoices {
  let said: unknown;
  try {
    said = JSON.parse(kept ?? "null");
  } catch {
    return FIRST;
  }
  if (typeof said !== "object" || said === null) return FIRST;
  const { lang, fallback, original, announce, ...kinds } = said as Record<string, unknown>;
  const one = <K extends "size" | "theme" | "font" | "spacing" | "width">(
    name: K,
    known: readonly ReadingChoices[K][],
  ) => known.find((choice) => choice === kinds[name]) ?? FIRST[name];
  return {
    lang: typeof lang === "string" ? lang : null,
    fallback: typeof fallback === "string" ? fallback : null,
    size: one("size", SIZES),
    original: original !== false,
    announce: announce === true,
    theme: one("theme", THEMES),
    font: one("font", FONTS),
    spacing: one("spacing", SPACINGS),
    width: one("width", WIDTHS),
  };
}

/** One step of text size up or down; at either end it stays. */
export function stepSize(size: Size, step: 1 | -1): Size {
  return SIZES[Math.max(0, Math.min(SIZES.length - 1, SIZES.indexOf(size) + step))] ?? size;
}

export function readChoices(): ReadingChoices {
  return parseChoices(readSetting(NAME));
}

/** The languages that a reader wants to read, the most wanted first. @param device those of the device */
export function wantedLanguages({ lang, fallback }: ReadingChoices, device: readonly string[]): readonly string[] {
  return [...(lang === null ? [] : [lang]), ...device, ...(fallback === null ? [] : [fallback])];
}

/**
 * The choices of this browser's reader. The server does not know them, so a page that it renders must not begin with
 * them.
 */
export function useReadingChoices(): [ReadingChoices, (change: Partial<ReadingChoices>) => void] {
  const [choices, setChoices] = useState(readChoices);
  const change = useCallback((changed: Partial<ReadingChoices>) => {
    setChoices((before) => {
      const next = { ...before, ...changed };
      keepSetting(NAME, JSON.stringify(next));
      return next;
    });
  }, []);
  return [choices, change];
}

/** Gives the page a theme; `tokens.css` has its colours. */
export function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
}

/** The classes of the reading page for the choices. */
export function classesOf({ size, font, spacing, width }: ReadingChoices): string {
  return `size-${size} font-${font} spacing-${spacing} width-${width}`;
}
