"use client";

import { createContext, useEffect, useState } from "react";
import { direction } from "../format/direction";
import type { Texts } from "../wording/use-texts";

/** Shows the page in other words: `interface-choice.tsx`. */
export const ShowTextsContext = createContext<(texts: Texts) => void>(() => {});

/** The texts of the page, and the way to show it in others. @param sent the texts that came with the page */
export function useReaderTexts(sent: Texts) {
  const [texts, showTexts] = useState(sent);
  useEffect(() => {
    document.documentElement.lang = texts.language;
    document.documentElement.dir = direction(texts.language);
  }, [texts]);
  return { texts, showTexts };
}
