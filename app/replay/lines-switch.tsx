"use client";

import { useTranslations } from "use-intl/react";
import { OneOf } from "../frame/one-of";

const ALL = ["both", "original", "translation"] as const;
/** The part of each line that is shown. */
export type LinesShown = (typeof ALL)[number];

export function LinesSwitch(props: { shown: LinesShown; onShown: (shown: LinesShown) => void }) {
  const t = useTranslations("replay");
  return (
    <OneOf
      label={t("shown")}
      name="lines"
      choices={ALL.map((shown) => ({ value: shown, text: t(shown) }))}
      value={props.shown}
      onChange={(value) => props.onShown(ALL.find((shown) => shown === value) ?? "both")}
    />
  );
}
