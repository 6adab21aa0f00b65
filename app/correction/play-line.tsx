"use client";

import { createContext, useContext } from "react";
import { useTranslations } from "use-intl/react";
import type { Segment } from "#protocol/transcript";
import { IconButton } from "../frame/icon-button";

/** Plays the sound of one line; null: the session has no stored sound, or is not over. */
export type PlayLine = ((line: Segment) => void) | null;

export const PlayLineContext = createContext<PlayLine>(null);

export function usePlayLine(): PlayLine {
  return useContext(PlayLineContext);
}

/** The key that plays the current line, also while it is edited: it types nothing. */
export const PLAY_LINE_KEY = "F8";

/** Plays the line that is edited. The focus stays in the text field. */
export function PlayLineButton({ onPlay }: { onPlay: () => void }) {
  const t = useTranslations("correction");
  const label = t("playLine", { key: PLAY_LINE_KEY });
  return (
    <IconButton
      glyph="listen"
      className="play-line"
      aria-label={label}
      title={label}
      aria-keyshortcuts={PLAY_LINE_KEY}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPlay}
    />
  );
}
