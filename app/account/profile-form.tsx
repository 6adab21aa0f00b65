"use client";

import { useId, useState } from "react";
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
import { describedBy, FieldMessages } from "../frame/field-messages";
import { InputField } from "../frame/input-field";
import { SelectField } from "../frame/select-field";
import { refusedFields, useForm } from "../frame/use-form";
import type { LanguageChoices } from "../languages/language-choices";
import { TargetsField } from "../languages/targets-field";
import { INTERFACE_LANGUAGES, LANGUAGE_NAMES } from "../wording/interface-languages";
import { useFormat } from "../wording/use-format";
import { save } from "./actions";

type Props = {
  readonly settings: StoredSettings;
  readonly languageChoices: LanguageChoices;
  readonly hasName: boolean;
  /** Sessions of this server can keep their sound. */
  readonly hasSound: boolean;
};

/** The settings of a person, saved together. The status names those that were saved. */
export function ProfileForm({ settings, languageChoices, hasName, hasSound }: Props) {
  const t = useTranslations("account");
  const tStart = useTranslations("start");
  const { locale } = useFormat();
  const id = useId();
  const [values, setValues] = useState(() => toValues(settings));
  const [stored, setStored] = useState(values);
  const [saved, setSaved] = useState<readonly (keyof Values)[] | null>(null);
  const { sourceLang, targetLangs, vocabulary } = values;
  const written = writtenLanguages(languageChoices.translator, sourceLang || languageChoices.preferred);
  const labels: Record<keyof Values, string> = {
    name: t("name"),
    interfaceLang: t("language"),
    sourceLang: `${t("presets")}: ${tStart("iSpeak")}`,
    targetLangs: tStart("theyRead"),
    vocabulary: t("vocabulary"),
    retention: t("retention"),
    soundDays: t("soundDays"),
  };
  const listOf = (names: readonly string[]) => new Intl.ListFormat(locale).format(names);
  const change = (changed: Partial<Values>) => {
    setSaved(null);
    setValues((before) => ({ ...before, ...changed }));
  };

  const form = useForm<"name" | "vocabulary" | "retention" | "soundDays">(async () => {
    const terms = readVocabulary(vocabulary);
    // A longer vocabulary, stored before the limit existed, may stay.
    const isNew = vocabulary !== stored.vocabulary;
    const wanted = ProfileSettings.safeParse({
      name: values.name,
      interfaceLang: values.interfaceLang || null,
      sourceLang: sourceLang || null,
      targetLangs: [...targetLangs],
      retentionDays: daysIn(values.retention),
      soundDays: daysIn(values.soundDays),
      terms: isNew ? terms : undefined,
    });
    if (!wanted.success) {
      const refused = refusedFields(wanted.error, {
        name: t("invalidName"),
        terms: vocabularyError(terms),
        retentionDays: t("invalidRetention"),
        soundDays: t("invalidRetention"),
      });
      const { name, terms: vocabulary, retentionDays: retention, soundDays } = refused;
      return { name, vocabulary, retention, soundDays };
    }
    // A rejected action means a broken connection; the fields keep their values.
    if (!(await save(wanted.data).catch(() => false))) return { form: t("notSaved") };
    setSaved(SETTINGS.filter((name) => String(values[name]) !== String(stored[name])));
    setStored(values);
    return null;
  });
  const vocabularyError = (terms: readonly Term[] | null) =>
    terms && isTooLong(terms)
      ? t("vocabularyTooLong", { terms: String(MOST_TERMS), characters: MOST_CHARACTERS.toLocaleString(locale) })
      : t("invalidVocabulary");

  return (
    <form {...form.props} className="account-form">
      {hasName && (
        <InputField
          label={labels.name}
          autoComplete="name"
          maxLength={100}
          value={values.name}
          wrong={form.wrong.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      )}
      <SelectField
        label={labels.interfaceLang}
        value={values.interfaceLang}
        onChange={(interfaceLang) => change({ interfaceLang })}
        choices={[
          ["", t("languageOfBrowser")],
          ...INTERFACE_LANGUAGES.map((lang) => [lang, LANGUAGE_NAMES[lang]] as const),
        ]}
      />
      <SelectField
        label={labels.sourceLang}
        value={sourceLang}
        onChange={(chosen) => change({ sourceLang: chosen })}
        choices={[
          ["", t("presetNone")],
          ...languageChoices.spoken.map((lang) => [lang, languageNameWithRegion(lang, locale)] as const),
        ]}
      />
      <TargetsField
        written={written}
        chosen={targetLangs}
        needGoogle={[]}
        onChange={(chosen) => change({ targetLangs: chosen })}
      />
      <div className="field">
        <label htmlFor={id}>{labels.vocabulary}</label>
        <textarea
          id={id}
          className="input"
          value={vocabulary}
          spellCheck={false}
          aria-invalid={form.wrong.vocabulary ? true : undefined}
          aria-describedby={describedBy(id, t("vocabularyHint"), form.wrong.vocabulary)}
          onChange={(event) => change({ vocabulary: event.target.value })}
        />
        <FieldMessages id={id} hint={t("vocabularyHint")} wrong={form.wrong.vocabulary} />
      </div>
      <InputField
        label={labels.retention}
        hint={t("retentionHint")}
        className="small"
        inputMode="numeric"
        value={values.retention}
        wrong={form.wrong.retention}
        onChange={(event) => change({ retention: event.target.value })}
      />
      {hasSound && (
        <InputField
          label={labels.soundDays}
          hint={t("soundDaysHint")}
          className="small"
          inputMode="numeric"
          value={values.soundDays}
          wrong={form.wrong.soundDays}
          onChange={(event) => change({ soundDays: event.target.value })}
        />
      )}
      <div className="acts">
        <button className="btn btn-ink" type="submit" aria-disabled={form.isWorking}>
          {form.isWorking ? t("working") : t("save")}
        </button>
        <p className="hint" role="status">
          {saved?.length === 0 && <span>{t("savedNothing")}</span>}
          {saved && saved.length > 0 && <span>{t("saved", { which: listOf(saved.map((name) => labels[name])) })}</span>}
        </p>
        <p className="wrong" role="alert">
          {form.wrong.form}
        </p>
      </div>
    </form>
  );
}

/** The settings as the fields hold them. */
type Values = {
  readonly name: string;
  readonly interfaceLang: string;
  readonly sourceLang: string;
  readonly targetLangs: readonly string[];
  readonly vocabulary: string;
  readonly retention: string;
  readonly soundDays: string;
};

const SETTINGS = [
  "name",
  "interfaceLang",
  "sourceLang",
  "targetLangs",
  "vocabulary",
  "retention",
  "soundDays",
] as const;

function toValues(settings: StoredSettings): Values {
  return {
    name: settings.name,
    interfaceLang: settings.interfaceLang ?? "",
    sourceLang: settings.sourceLang ?? "",
    targetLangs: settings.targetLangs,
    vocabulary: writeVocabulary(settings.terms),
    retention: settings.retentionDays?.toString() ?? "",
    soundDays: settings.soundDays?.toString() ?? "",
  };
}

/** Null: the field is empty. */
function daysIn(field: string): number | null {
  return field.trim() === "" ? null : Number(field);
}

function isTooLong(terms: readonly Term[]): boolean {
  return terms.length > MOST_TERMS || charactersOf(terms) > MOST_CHARACTERS;
}
