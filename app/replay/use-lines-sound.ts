"use client";

import { useMemo } from "react";
import type { LineSound } from "../correction/line-sound";
import { placeOfWord } from "./cursor";
import type { Replay } from "./replay";
import type { TimesOf } from "./use-word-times";

/** The sound of single lines, for editors; null: the session has no sound. */
export function useLinesSound(replay: Replay, timesOf: TimesOf, hasSound: boolean): LineSound {
  return useMemo(() => {
    if (!hasSound) return null;
    return {
      play: (line, offset) =>
        replay.playLine(
          line,
          offset === undefined ? line.startMs : placeOfWord(line.text, line, offset, timesOf(line)),
        ),
      repeat: replay.repeatLine,
      slow: replay.playSlowly,
      end: replay.endLine,
      subscribe: replay.subscribe,
      getSnapshot: replay.getSnapshot,
    };
  }, [replay, timesOf, hasSound]);
}
