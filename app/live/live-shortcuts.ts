"use client";

import { useMemo } from "react";
import type { Shortcut } from "../keyboard/shortcut";
import type { View } from "../session/view-switch";
import { useWords } from "../wording/use-words";

type Deeds = {
  readonly pauseOrResume: () => void;
  readonly onView: (view: View) => void;
};

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** What the keys do on the live page; Stop has no single key. */
export function useLiveShortcuts(targets: readonly string[], { pauseOrResume, onView }: Deeds): readonly Shortcut[] {
  const t = useWords("keyboard");
  return useMemo(() => {
    const digits = DIGITS.slice(0, targets.length);
    const pause = { keys: ["p"], caps: ["P"], meaning: t("pauseOrResume"), deed: pauseOrResume };
    if (targets.length < 2) return [pause];
    const caps = digits.length > 3 ? [`1 – ${digits.length}`] : digits;
    const show = (key: string) => onView(targets[Number(key) - 1] ?? null);
    return [
      pause,
      { keys: digits, caps, meaning: t("translation"), deed: show },
      { keys: ["0"], caps: ["0"], meaning: t("allTranslations"), deed: () => onView(null) },
    ];
  }, [targets, pauseOrResume, onView, t]);
}
