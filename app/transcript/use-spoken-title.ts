"use client";

import { useMemo } from "react";
import { segmentsInOrder, type Transcript, translationKey } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";
import { type SpokenText, spokenTitle } from "#protocol/spoken-title";

/**
 * The title that the first sentences give a session that has none.
 * @param lang the language that is read; null: the original. A sentence without a translation stands in the original, if
 * the transcript has it
 */
export function useSpokenTitle(transcript: Transcript<PublicView>, lang: string | null = null): SpokenText | null {
  const { segments, translations } = transcript;
  return useMemo(
    () =>
      spokenTitle(
        segmentsInOrder({ segments }),
        (segment) => (lang === null ? undefined : translations.get(translationKey(segment, lang))) ?? segment,
      ),
    [segments, translations, lang],
  );
}
