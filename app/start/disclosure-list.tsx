"use client";

import { useTranslations } from "use-intl/react";
import type { Disclosure } from "./disclosure";

/** Tells the person, before they speak, which engines get the sound and the words, and what is kept. */
export function DisclosureList({ id, disclosure }: { id: string; disclosure: Disclosure }) {
  const t = useTranslations("disclosure");
  const { recogniser, translator, keptDays } = disclosure;
  return (
    <ul className="disclosure hint" id={id} aria-label={t("title")}>
      <li>{t(recogniser.isLocal ? "heardHere" : "heardElsewhere", { engine: recogniser.name })}</li>
      <li>{t(translator.isLocal ? "translatedHere" : "translatedElsewhere", { engine: translator.name })}</li>
      <li>{keptDays === null ? t("kept") : t("keptDays", { days: keptDays })}</li>
    </ul>
  );
}
