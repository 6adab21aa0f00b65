"use client";

import { useTranslations } from "use-intl/react";
import { ownLanguageName } from "../format/language";

/** The language of the translation that is shown under each line; null: all languages. */
export type View = string | null;

/** The languages that a view shows. `targets` itself when it shows all, so that nothing is drawn again. */
export function shownLanguages(view: View, targets: readonly string[]): readonly string[] {
  return view === null || !targets.includes(view) ? targets : [view];
}

/** Radios drawn as one control; absent when there is nothing to choose. */
export function ViewSwitch(props: { targets: readonly string[]; view: View; onView: (view: View) => void }) {
  const t = useTranslations("live");
  if (props.targets.length < 2) return null;
  return (
    <div className="seg-ctl" role="radiogroup" aria-label={t("shown")}>
      {props.targets.map((lang) => (
        <label key={lang}>
          <input type="radio" name="view" checked={props.view === lang} onChange={() => props.onView(lang)} />
          <span lang={lang}>{ownLanguageName(lang)}</span>
        </label>
      ))}
      <label>
        <input type="radio" name="view" checked={props.view === null} onChange={() => props.onView(null)} />
        {t("all")}
      </label>
    </div>
  );
}
