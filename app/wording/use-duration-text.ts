"use client";

import { useTranslations } from "use-intl/react";
import { durationWords } from "../format/duration";

/** `1 h 4 min`, `1 h`; brief: `1 h 04`, `1 h 00`. */
export function useDurationText(form?: "brief"): (ms: number) => string {
  const t = useTranslations("duration");
  return (ms) => {
    const { key, values } = durationWords(ms);
    if (key === "seconds") return t("seconds", values);
    if (key === "minutes") return t("minutes", values);
    if (form === "brief") {
      const minutes = key === "hours" ? values.minutes : "0";
      return t("hoursBrief", { ...values, minutes: minutes.padStart(2, "0") });
    }
    return key === "hours" ? t("hours", values) : t("wholeHours", values);
  };
}
