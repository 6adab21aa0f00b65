"use client";

import { useTranslations } from "use-intl/react";
import type { Disclosure } from "./disclosure";

/** Tells the person, before they speak, which engines get the sound and the words, and what is kept. */
export function DisclosureList(props: { id: string; disclosure: Disclosure; isSoundKept: boolean }) {
  const t = useTranslations("disclosure");
  const { id, isSoundKept } = props;
  const { recogniser, translator, keptDays, soundDays } = props.disclosure;
  return (
    <ul className="disclosure hint" id={id} aria-label={t("title")}>
      <li>{t(recogniser.isLocal ? "heardHere" : "heardElsewhere", { engine: recogniser.name })}</li>
      <li>{t(translator.isLocal ? "translatedHere" : "translatedElsewhere", { engine: translator.name })}</li>
      {isSoundKept ? (
        <>
          <li>{soundDays === null ? t("soundKept") : t("soundKeptDays", { days: soundDays })}</li>
          <li>{keptDays === null ? t("textKept") : t("textKeptDays", { days: keptDays })}</li>
        </>
      ) : (
        <li>{keptDays === null ? t("kept") : t("keptDays", { days: keptDays })}</li>
      )}
    </ul>
  );
}
