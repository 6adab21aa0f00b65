"use client";

import { useTranslations } from "use-intl/react";
import { durationWords } from "../format/duration";

/** `1 h 4 min`; brief: `1 h 04`. */
export function useDurationText(form?: "brief"): (ms: number) => string {
  const t = useTranslations("duration");
  return (ms) => {
    const { key, values } = durationWords(ms);
    if (key === "seconds") return t("seconds", values);
    if (key === "minutes") return t("minutes", values);
    if (form === "brief") return t("hoursBrief", { ...values, minutes: values.minutes.padStart(2, "0") });
    return t("hours", values);
  };
}
