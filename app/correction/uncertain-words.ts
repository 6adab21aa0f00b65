"use client";

import { createContext, useContext } from "react";
import { useTranslations } from "use-intl/react";
import type { UncertainLine } from "#protocol/client-events";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";

/** The uncertain words of lines at their present rev, by the keys of the lines. Empty while they are not marked. */
export type UncertainLines = ReadonlyMap<string, UncertainLine>;

export const NONE_UNCERTAIN: UncertainLines = new Map();

export const UncertainWords = createContext<UncertainLines>(NONE_UNCERTAIN);

/** The words in a text, separated by commas. */
export function wordsAt(text: string, { places }: UncertainLine): string {
  return places.map(([from, to]) => text.slice(from, to)).join(", ");
}

/** The uncertain words of a line, and a sentence that names them; null: it has none, or they are not marked. */
export function useUncertainLine(segment: Segment): { readonly text: string; readonly line: UncertainLine } | null {
  const t = useTranslations("correction");
  const line = useContext(UncertainWords).get(segmentKey(segment));
  return line && line.rev === segment.rev
    ? { text: t("uncertain", { words: wordsAt(segment.text, line) }), line }
    : null;
}
