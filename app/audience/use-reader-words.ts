"use client";

import { createContext, useCallback, useEffect, useRef, useState } from "react";
import { direction } from "../format/direction";
import { READER_LANGUAGE_COOKIE, READER_LANGUAGES, type ReaderLanguage } from "../wording/readers/reader-languages";
import type { Words } from "../wording/use-words";

const YEAR_S = 365 * 24 * 3_600;

/** The interface language that the reader chose on this device. Null: as the device. */
export type InterfaceChoice = {
  readonly chosen: ReaderLanguage | null;
  readonly choose: (language: ReaderLanguage | null) => void;
};

export const InterfaceChoiceContext = createContext<InterfaceChoice>({ chosen: null, choose: () => {} });

/** The texts of the page, and the choice of another language for them. @param sent the texts that came with the page */
export function useReaderWords(sent: Words): { readonly words: Words; readonly choice: InterfaceChoice } {
  const [words, setWords] = useState(sent);
  const [chosen, setChosen] = useState<ReaderLanguage | null>(null);
  const choices = useRef(0);
  useEffect(() => setChosen(keptLanguage()), []);
  useEffect(() => {
    document.documentElement.lang = words.language;
    document.documentElement.dir = direction(words.language);
  }, [words]);
  const choose = useCallback((language: ReaderLanguage | null) => {
    keepLanguage(language);
    setChosen(language);
    choices.current += 1;
    const choice = choices.current;
    void readWords().then((read) => {
      if (read && choice === choices.current) setWords(read);
    });
  }, []);
  return { words, choice: { chosen, choose } };
}

/** Null without an answer: the page says that it is offline, and the choice holds from its next load on. */
async function readWords(): Promise<Words | null> {
  try {
    const answer = await fetch("/api/reader-words");
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function keptLanguage(): ReaderLanguage | null {
  const kept = new RegExp(`(?:^|; )${READER_LANGUAGE_COOKIE}=(\\w+)`).exec(document.cookie)?.[1];
  return READER_LANGUAGES.find((language) => language === kept) ?? null;
}

function keepLanguage(language: ReaderLanguage | null): void {
  const age = language === null ? 0 : YEAR_S;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${READER_LANGUAGE_COOKIE}=${language ?? ""}; path=/; max-age=${age}; samesite=lax`;
}
