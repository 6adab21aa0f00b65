"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { Shortcut } from "../keyboard/shortcut";
import type { View } from "../transcript/view-switch";

type Deeds = {
  readonly pauseOrResume: () => void;
  readonly onView: (view: View) => void;
  readonly copyLink: () => void;
  readonly showCode: () => void;
};

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** The keyboard shortcuts of the live page. Stop has no single key. */
export function useLiveShortcuts(targets: readonly string[], deeds: Deeds): readonly Shortcut[] {
  const { pauseOrResume, onView, copyLink, showCode } = deeds;
  const t = useTranslations("shortcuts");
  return useMemo(() => {
    const digits = DIGITS.slice(0, targets.length);
    const pause = { keys: ["p"], caps: ["P"], meaning: t("pauseOrResume"), deed: pauseOrResume };
    const link = [
      { keys: ["c"], caps: ["C"], meaning: t("copyLink"), deed: copyLink },
      { keys: ["f"], caps: ["F"], meaning: t("fullScreen"), deed: showCode },
    ];
    if (targets.length < 2) return [pause, ...link];
    const caps = digits.length > 3 ? [`1 – ${digits.length}`] : digits;
    const show = (key: string) => onView(targets[Number(key) - 1] ?? null);
    return [
      pause,
      { keys: digits, caps, meaning: t("translation"), deed: show },
      { keys: ["0"], caps: ["0"], meaning: t("allTranslations"), deed: () => onView(null) },
      ...link,
    ];
  }, [targets, pauseOrResume, onView, copyLink, showCode, t]);
}
