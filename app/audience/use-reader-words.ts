"use client";

import { createContext, useEffect, useState } from "react";
import { direction } from "../format/direction";
import type { Words } from "../wording/use-words";

/** Shows the page in other words: `interface-choice.tsx`. */
export const ShowWordsContext = createContext<(words: Words) => void>(() => {});

/** The texts of the page, and the way to show it in others. @param sent the texts that came with the page */
export function useReaderWords(sent: Words) {
  const [words, showWords] = useState(sent);
  useEffect(() => {
    document.documentElement.lang = words.language;
    document.documentElement.dir = direction(words.language);
  }, [words]);
  return { words, showWords };
}
