"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import { PLAY_LINE_KEY, SLOW_KEY } from "../correction/line-sound";
import { UNCERTAIN_KEY } from "../correction/press-uncertain-key";
import type { Shortcut } from "../keyboard/shortcut";
import type { Replay } from "./replay";

/** The step of one press. */
export const STEP_MS = 5_000;

type Deeds = {
  readonly editCurrent: () => void;
  readonly findInIt: () => void;
  /** Goes to the next uncertain word, or the one before. */
  readonly onWalk: (by: 1 | -1) => void;
  /** Null: the session has no sound. */
  readonly playCurrent: (() => void) | null;
};

/** The keyboard shortcuts of the page of a session that is over. */
export function useReplayShortcuts(
  replay: Replay,
  { editCurrent, findInIt, onWalk, playCurrent }: Deeds,
): readonly Shortcut[] {
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
        ? [
            { keys: [PLAY_LINE_KEY], caps: [PLAY_LINE_KEY], meaning: t("playLine"), deed: playCurrent },
            // Editors handle these.
            { keys: [], caps: ["Shift", PLAY_LINE_KEY], meaning: t("repeatLine"), deed: () => {} },
            { keys: [], caps: [SLOW_KEY], meaning: t("slowLine"), deed: () => {} },
            { keys: [], caps: ["Alt", t("click")], meaning: t("playFromWord"), deed: () => {} },
          ]
        : []),
      { keys: ["n", "p"], caps: ["N", "P"], meaning: t("walk"), deed: (key: string) => onWalk(key === "n" ? 1 : -1) },
      { keys: [], caps: [UNCERTAIN_KEY, `Shift ${UNCERTAIN_KEY}`], meaning: t("walkLine"), deed: () => {} },
      { keys: ["/"], caps: ["/"], meaning: tFind("label"), deed: findInIt },
    ],
    [replay, editCurrent, findInIt, onWalk, playCurrent, t, tFind],
  );
}
