"use client";

import type { ReactNode } from "react";
import { clockText } from "../format/clock";
import { useTexts } from "../wording/use-texts";

type Props = {
  readonly startMs: number;
  readonly onPlay: (startMs: number) => void;
  /** The time of the line. */
  readonly children: ReactNode;
};

/** The time of a line as a button that replays the session from there. */
export function PlayFrom({ startMs, onPlay, children }: Props) {
  const t = useTexts("transcript");
  return (
    <button
      type="button"
      className="play-from"
      aria-label={t("playFrom", { time: clockText(startMs) })}
      onClick={() => onPlay(startMs)}
    >
      {children}
    </button>
  );
}
