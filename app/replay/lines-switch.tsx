"use client";

import { useTranslations } from "use-intl/react";

const ALL = ["both", "original", "translation"] as const;
/** The part of each line that is shown. */
export type LinesShown = (typeof ALL)[number];

/** Radios drawn as one control. */
export function LinesSwitch(props: { shown: LinesShown; onShown: (shown: LinesShown) => void }) {
  const t = useTranslations("replay");
  return (
    <div className="seg-ctl" role="radiogroup" aria-label={t("shown")}>
      {ALL.map((shown) => (
        <label key={shown}>
          <input type="radio" name="lines" checked={props.shown === shown} onChange={() => props.onShown(shown)} />
          {t(shown)}
        </label>
      ))}
    </div>
  );
}
