"use client";

import { useTranslations } from "use-intl/react";
import { SelectField } from "../frame/select-field";

/** The spoken language; a single one is text, not a list. */
export function SpokenField(props: {
  languages: readonly string[];
  names: Readonly<Record<string, string>>;
  value: string;
  onChange: (lang: string) => void;
}) {
  const t = useTranslations("start");
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
    <SelectField
      label={t("iSpeak")}
      className="big"
      value={props.value}
      choices={props.languages.map((lang) => [lang, props.names[lang] ?? lang])}
      onChange={props.onChange}
    />
  );
}
