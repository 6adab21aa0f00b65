"use client";

import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { writtenLanguages } from "#protocol/languages";
import { ProfileSettings, type StoredSettings } from "#protocol/profile";
import {
  charactersOf,
  MOST_CHARACTERS,
  MOST_TERMS,
  readVocabulary,
  type Term,
  writeVocabulary,
} from "#protocol/vocabulary";
import { languageNameWithRegion } from "../format/language";
import { InputField } from "../frame/input-field";
import { SelectField } from "../frame/select-field";
import { useEarlySubmit } from "../frame/use-early-submit";
import type { LanguageChoices } from "../languages/language-choices";
import { TargetsField } from "../languages/targets-field";
import { useFormat } from "../wording/use-format";
import { INTERFACE_LANGUAGES, LANGUAGE_NAMES } from "../wording/wording";
import { save } from "./actions";

type Props = {
  readonly settings: StoredSettings;
  readonly languageChoices: LanguageChoices;
  readonly hasName: boolean;
};

/** The settings of a person, saved together. */
export function ProfileForm({ settings, languageChoices, hasName }: Props) {
  const t = useTranslations("account");
  const tStart = useTranslations("start");
  const { locale } = useFormat();
  const id = useId();
  const early = useEarlySubmit();
  const [name, setName] = useState(settings.name);
  const [interfaceLang, setInterfaceLang] = useState<string>(settings.interfaceLang ?? "");
  const [sourceLang, setSourceLang] = useState(settings.sourceLang ?? "");
  const [targets, setTargets] = useState<readonly string[]>(settings.targetLangs);
  const [vocabulary, setVocabulary] = useState(() => writeVocabulary(settings.terms));
  const [savedVocabulary, setSavedVocabulary] = useState(vocabulary);
  const [retention, setRetention] = useState(settings.retentionDays?.toString() ?? "");
  const [result, setResult] = useState<"saving" | "saved" | "wrong" | "too-long" | null>(null);
  const written = writtenLanguages(languageChoices.translator, sourceLang || languageChoices.preferred);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (result === "saving") return;
    const terms = readVocabulary(vocabulary);
    const isChanged = vocabulary !== savedVocabulary;
    if (isChanged && terms && isTooLong(terms)) return setResult("too-long");
    const wanted = ProfileSettings.safeParse({
      name,
      interfaceLang: interfaceLang || null,
      sourceLang: sourceLang || null,
      targetLangs: [...targets],
      retentionDays: retention.trim() === "" ? null : Number(retention),
      // A longer vocabulary, stored before the limit existed, may stay.
      terms: isChanged ? terms : undefined,
    });
    if (!wanted.success) return setResult("wrong");
    setResult("saving");
    // A rejected action means a broken connection; the fields keep their values.
    const isSaved = await save(wanted.data).catch(() => false);
    if (isSaved) setSavedVocabulary(vocabulary);
    setResult(isSaved ? "saved" : "wrong");
  };

  return (
    <form
      {...early}
      className="account-form"
      noValidate
      onSubmit={(event) => void send(event)}
      onChange={() => setResult(null)}
    >
      {hasName && (
        <InputField
          label={t("name")}
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <SelectField
        label={t("language")}
        value={interfaceLang}
        onChange={setInterfaceLang}
        choices={[
          ["", t("languageOfBrowser")],
          ...INTERFACE_LANGUAGES.map((lang) => [lang, LANGUAGE_NAMES[lang]] as const),
        ]}
      />
      <SelectField
        label={`${t("presets")}: ${tStart("iSpeak")}`}
        value={sourceLang}
        onChange={setSourceLang}
        choices={[
          ["", t("presetNone")],
          ...languageChoices.spoken.map((lang) => [lang, languageNameWithRegion(lang, locale)] as const),
        ]}
      />
      <TargetsField written={written} chosen={targets} needGoogle={[]} onChange={setTargets} />
      <div className="field">
        <label htmlFor={`${id}-terms`}>{t("vocabulary")}</label>
        <textarea
          id={`${id}-terms`}
          className="input"
          value={vocabulary}
          spellCheck={false}
          aria-describedby={`${id}-terms-hint`}
          onChange={(event) => setVocabulary(event.target.value)}
        />
        <p className="hint" id={`${id}-terms-hint`}>
          {t("vocabularyHint")}
        </p>
      </div>
      <InputField
        label={t("retention")}
        hint={t("retentionHint")}
        className="small"
        inputMode="numeric"
        value={retention}
        onChange={(event) => setRetention(event.target.value)}
      />
      <div className="acts">
        <button className="btn btn-ink" type="submit" aria-disabled={result === "saving"}>
          {result === "saving" ? t("working") : t("save")}
        </button>
        <p className="hint" role="status">
          {result === "saved" && t("saved")}
        </p>
        <p className="wrong" role="alert">
          {result === "wrong" && t("notSaved")}
          {result === "too-long" &&
            t("vocabularyTooLong", { terms: String(MOST_TERMS), characters: MOST_CHARACTERS.toLocaleString(locale) })}
        </p>
      </div>
    </form>
  );
}

function isTooLong(terms: readonly Term[]): boolean {
  return terms.length > MOST_TERMS || charactersOf(terms) > MOST_CHARACTERS;
}
