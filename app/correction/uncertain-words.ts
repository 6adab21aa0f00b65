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

/** A sentence that names the uncertain words of a line; null: it has none, or they are not marked. */
export function useUncertainText(segment: Segment): string | null {
  const t = useTranslations("correction");
  const line = useContext(UncertainWords).get(segmentKey(segment));
  return line && line.rev === segment.rev ? t("uncertain", { words: wordsAt(segment.text, line) }) : null;
}
