"use client";

import { useTranslations } from "use-intl/react";
import { ownLanguageName } from "../format/language";
import { OneOf } from "../frame/one-of";

/** The language of the translation that is shown under each line; null: all languages. */
export type View = string | null;

/** The languages that a view shows. `targets` itself when it shows all, so that nothing is drawn again. */
export function shownLanguages(view: View, targets: readonly string[]): readonly string[] {
  return view === null || !targets.includes(view) ? targets : [view];
}

/** The value that stands for all languages. */
const ALL = "all";

/** Renders nothing when there is nothing to choose. */
export function ViewSwitch(props: { targets: readonly string[]; view: View; onView: (view: View) => void }) {
  const t = useTranslations("live");
  if (props.targets.length < 2) return null;
  return (
    <OneOf
      label={t("shown")}
      name="view"
      choices={[
        ...props.targets.map((lang) => ({ value: lang, text: ownLanguageName(lang), lang })),
        { value: ALL, text: t("all") },
      ]}
      value={props.view ?? ALL}
      onChange={(value) => props.onView(value === ALL ? null : value)}
    />
  );
}
