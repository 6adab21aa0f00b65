"use client";

import { createContext, useContext } from "react";
import { useTranslations } from "use-intl/react";
import type { Segment } from "#protocol/transcript";
import { IconButton } from "../frame/icon-button";

/** Plays the sound of one line; null: the session has no sound, or it is not over. */
export type HearLine = ((line: Segment) => void) | null;

export const Hearing = createContext<HearLine>(null);

export function useHearLine(): HearLine {
  return useContext(Hearing);
}

/** The key that plays the line again, in its editor and outside of it. It types nothing. */
export const HEAR_KEY = "F8";

/** Plays the line that is edited. The focus stays in the text. */
export function HearButton({ onHear }: { onHear: () => void }) {
  const t = useTranslations("correction");
  const label = t("hear", { key: HEAR_KEY });
  return (
    <IconButton
      glyph="listen"
      className="hear"
      aria-label={label}
      title={label}
      aria-keyshortcuts={HEAR_KEY}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onHear}
    />
  );
}
