"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import { PLAY_LINE_KEY } from "../correction/play-line";
import type { Shortcut } from "../keyboard/shortcut";
import type { Replay } from "./replay";

/** The step of one press. */
export const STEP_MS = 5_000;

type Deeds = {
  readonly editCurrent: () => void;
  readonly findInIt: () => void;
  /** Null: the session has no sound. */
  readonly playCurrent: (() => void) | null;
};

/** The keyboard shortcuts of the page of a session that is over. */
export function useReplayShortcuts(replay: Replay, { editCurrent, findInIt, playCurrent }: Deeds): readonly Shortcut[] {
  const t = useTranslations("replay");
  const tFind = useTranslations("find");
  return useMemo(
    () => [
      {
        keys: [" "],
        caps: [t("space")],
        meaning: t("playOrPause"),
        yieldsTo: "button, a, summary, input",
        deed: replay.playOrPause,
      },
      {
        keys: ["ArrowLeft", "ArrowRight"],
        caps: ["←", "→"],
        meaning: t("seconds"),
        yieldsTo: "input",
        deed: (key: string) => replay.moveBy(key === "ArrowLeft" ? -STEP_MS : STEP_MS),
      },
      {
        keys: ["<", ">"],
        caps: ["<", ">"],
        meaning: t("speed"),
        deed: (key: string) => replay.changeSpeed(key === "<" ? -1 : 1),
      },
      { keys: ["e"], caps: ["E"], meaning: t("edit"), deed: editCurrent },
      ...(playCurrent
        ? [{ keys: [PLAY_LINE_KEY], caps: [PLAY_LINE_KEY], meaning: t("playLine"), deed: playCurrent }]
        : []),
      { keys: ["/"], caps: ["/"], meaning: tFind("label"), deed: findInIt },
    ],
    [replay, editCurrent, findInIt, playCurrent, t, tFind],
  );
}
