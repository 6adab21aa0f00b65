"use client";

import { useMemo } from "react";
import type { Shortcut } from "../keyboard/shortcut";
import { useTexts } from "../wording/use-texts";
import { type ReadingChoices, stepSize } from "./reading-choices";

type Deeds = {
  readonly choices: ReadingChoices;
  readonly change: (change: Partial<ReadingChoices>) => void;
  readonly jump: () => void;
};

/** The keyboard shortcuts of the readers' page. */
export function useReadingShortcuts({ choices, change, jump }: Deeds): readonly Shortcut[] {
  const t = useTexts("audience");
  const tLog = useTexts("transcript");
  return useMemo(
    () => [
      {
        keys: ["+", "=", "-"],
        caps: ["+", "−"],
        meaning: t("textSize"),
        deed: (key: string) => change({ size: stepSize(choices.size, key === "-" ? -1 : 1) }),
      },
      { keys: ["o"], caps: ["O"], meaning: t("original"), deed: () => change({ original: !choices.original }) },
      { keys: ["End"], caps: ["End"], meaning: tLog("jump"), deed: jump },
    ],
    [choices, change, jump, t, tLog],
  );
}
