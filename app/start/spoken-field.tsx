"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { languageNameWithRegion } from "../format/language";
import { Glyph } from "../frame/glyph";
import { useFormat } from "../wording/use-format";

/** The language spoken; where there is only one, its name is text, not a list. */
export function SpokenField(props: { languages: readonly string[]; value: string; onChange: (lang: string) => void }) {
  const t = useTranslations("start");
  const { locale } = useFormat();
  const id = useId();
  const [only, ...others] = props.languages;
  if (only !== undefined && others.length === 0) {
    return (
      <div className="field">
        <span className="label">{t("iSpeak")}</span>
        <p className="big">{languageNameWithRegion(only, locale)}</p>
      </div>
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t("iSpeak")}</label>
      <span className="select-wrap">
        <select
          id={id}
          className="select big"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.languages.map((lang) => (
            // A browser and the server may know a language by slightly different names.
            <option key={lang} value={lang} suppressHydrationWarning>
              {languageNameWithRegion(lang, locale)}
            </option>
          ))}
        </select>
        <Glyph name="down" />
      </span>
    </div>
  );
}
