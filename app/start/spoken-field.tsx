"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Glyph } from "../frame/glyph";

/** The language spoken; where there is only one, its name is text, not a list. */
export function SpokenField(props: {
  languages: readonly string[];
  names: Readonly<Record<string, string>>;
  value: string;
  onChange: (lang: string) => void;
}) {
  const t = useTranslations("start");
  const id = useId();
  const [only, ...others] = props.languages;
  if (only !== undefined && others.length === 0) {
    return (
      <div className="field">
        <span className="label">{t("iSpeak")}</span>
        <p className="big">{props.names[only]}</p>
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
            <option key={lang} value={lang}>
              {props.names[lang]}
            </option>
          ))}
        </select>
        <Glyph name="down" />
      </span>
    </div>
  );
}
