"use client";

import { use, useRef, useState } from "react";
import { siteAddress } from "../address/site-address";
import { SelectField } from "../frame/select-field";
import { CHOICE_AGE_S } from "../wording/choice-age";
import {
  READER_LANGUAGE_COOKIE,
  READER_LANGUAGE_NAMES,
  READER_LANGUAGES,
  type ReaderLanguage,
} from "../wording/readers/reader-languages";
import { type Texts, useTexts } from "../wording/use-texts";
import { ShowTextsContext } from "./use-reader-texts";

/** The interface language of this device's reader. Loaded with the display menu. */
export function InterfaceChoice() {
  const t = useTexts("audience");
  const showTexts = use(ShowTextsContext);
  const [chosen, setChosen] = useState(keptLanguage);
  const choices = useRef(0);
  const choose = (language: ReaderLanguage | null) => {
    keepLanguage(language);
    setChosen(language);
    choices.current += 1;
    const choice = choices.current;
    void readTexts().then((texts) => {
      if (texts && choice === choices.current) showTexts(texts);
    });
  };
  return (
    <SelectField
      label={t("interfaceLanguage")}
      value={chosen ?? ""}
      choices={[["", t("system")], ...READER_LANGUAGES.map((lang) => [lang, READER_LANGUAGE_NAMES[lang]] as const)]}
      onChange={(value) => choose(READER_LANGUAGES.find((lang) => lang === value) ?? null)}
    />
  );
}

/** Null: no answer came. The page then says that it is offline, and shows the chosen language from its next load on. */
async function readTexts(): Promise<Texts | null> {
  try {
    const answer = await fetch(siteAddress("/api/reader-words"));
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** The language of the cookie. Null: none, so the browser's languages decide. */
function keptLanguage(): ReaderLanguage | null {
  const kept = new RegExp(`(?:^|; )${READER_LANGUAGE_COOKIE}=(\\w+)`).exec(document.cookie)?.[1];
  return READER_LANGUAGES.find((language) => language === kept) ?? null;
}

function keepLanguage(language: ReaderLanguage | null): void {
  const age = language === null ? 0 : CHOICE_AGE_S;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${READER_LANGUAGE_COOKIE}=${language ?? ""}; path=/; max-age=${age}; samesite=lax`;
}
