"use client";

import { useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { languageList, languageName, languageNameInside, ownLanguageName } from "../format/language";
import { Choices } from "../frame/choices";
import { Glyph } from "../frame/glyph";
import { useFormat } from "../wording/use-format";
import { LanguageDialog } from "./language-dialog";

/** A longer list opens as a dialog with search. */
const SHORT = 8;
/** The most target languages that the gateway accepts. */
const MOST = 20;

type Props = {
  readonly written: readonly string[];
  readonly chosen: readonly string[];
  readonly needGoogle: readonly string[];
  /** No language means captions in the spoken language only. */
  readonly hasCaptionsOnly?: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
};

/** The target languages: chips with a remove button, and a list of languages to add. */
export function TargetsField({ written, chosen, needGoogle, hasCaptionsOnly = false, onChange }: Props) {
  const t = useTranslations("start");
  const { locale } = useFormat();
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  const [searching, setSearching] = useState(false);
  const left = chosen.length >= MOST ? [] : written.filter((lang) => !chosen.includes(lang));

  const remove = (lang: string) => {
    onChange(chosen.filter((other) => other !== lang));
    // The button that had the focus is gone; "Add a language" takes the focus.
    focusAdd();
  };

  const focusAdd = () => requestAnimationFrame(() => field.current?.querySelector<HTMLElement>(".add")?.focus());

  const removeAll = () => {
    onChange([]);
    focusAdd();
  };

  const closeSearch = () => {
    setSearching(false);
    // React removes the dialog before it could return the focus itself.
    focusAdd();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like the other fields
    <div className="field" role="group" aria-labelledby={id} ref={field}>
      <span className="label" id={id}>
        {t("theyRead")}
      </span>
      <div className="reads">
        {chosen.map((lang) => (
          <span className="chip" key={lang}>
            <span lang={lang}>{ownLanguageName(lang)}</span>
            <button
              type="button"
              aria-label={t("remove", { language: languageNameInside(lang, locale) })}
              onClick={() => remove(lang)}
            >
              <Glyph name="x" />
            </button>
          </span>
        ))}
        {hasCaptionsOnly && chosen.length === 0 && <span className="chip captions-only">{t("captionsOnly")}</span>}
        {left.length > SHORT && (
          <button type="button" className="btn add" aria-haspopup="dialog" onClick={() => setSearching(true)}>
            <Glyph name="plus" />
            {t("addLanguage")}
          </button>
        )}
        {left.length > 0 && left.length <= SHORT && (
          <Choices
            className="btn add"
            label={
              <>
                <Glyph name="plus" />
                {t("addLanguage")}
              </>
            }
            choices={left.map((lang) => ({
              key: lang,
              text: ownLanguageName(lang),
              note: languageName(lang, locale),
              lang,
            }))}
            onChoose={(lang) => onChange([...chosen, lang])}
          />
        )}
        {hasCaptionsOnly && chosen.length > 0 && (
          <button type="button" className="btn btn-quiet" title={t("captionsOnlyHelp")} onClick={removeAll}>
            {t("captionsOnly")}
          </button>
        )}
      </div>
      {hasCaptionsOnly && (
        <p className="hint" role="status">
          {chosen.length === 0 && t("captionsOnlyHelp")}
        </p>
      )}
      {searching && (
        <LanguageDialog languages={left} onChoose={(lang) => onChange([...chosen, lang])} onClose={closeSearch} />
      )}
      {needGoogle.length > 0 && (
        <details className="google">
          <summary>
            <span>
              {t.rich("needGoogle", { languages: languageList(needGoogle, locale), how: (text) => <u>{text}</u> })}
            </span>
          </summary>
          <p>{t("needGoogleHow")}</p>
        </details>
      )}
    </div>
  );
}
