"use client";

import { createContext, type KeyboardEvent, useContext, useEffect, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import type { Segment } from "#protocol/transcript";
import { IconButton } from "../frame/icon-button";

/** The sound of single lines. Null: the session has no stored sound, or is not over. */
export type LineSound = {
  /** Plays a line once. @param offset the index in its text at which the playing begins; absent: at its beginning */
  readonly play: (line: Segment, offset?: number) => void;
  /** Plays a line again and again; called again, pauses. */
  readonly repeat: (line: Segment) => void;
  /** Plays slowly; called again, at the speed before. */
  readonly slow: () => void;
  /** Ends the repeating and the slow speed. */
  readonly end: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => { readonly isRepeating: boolean; readonly isSlow: boolean };
} | null;

export const LineSoundContext = createContext<LineSound>(null);

/** The key that plays the current line, also while it is edited: it types nothing. With Shift it repeats the line. */
export const PLAY_LINE_KEY = "F8";
/** The key that plays slowly, while a line is edited. */
export const SLOW_KEY = "F9";
const REPEAT_KEYS = `Shift+${PLAY_LINE_KEY}`;

/** The sound of the line that is edited. It ends with the editor. */
export function useLineSound(): LineSound {
  const sound = useContext(LineSoundContext);
  useEffect(() => () => sound?.end(), [sound]);
  return sound;
}

/** Carries out a key of the sound. The caller has asked whether it belongs to an input method. */
export function pressSoundKey(event: KeyboardEvent, sound: LineSound, line: Segment): void {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  if (!sound || ctrlKey || altKey || metaKey || !(key === PLAY_LINE_KEY || (key === SLOW_KEY && !shiftKey))) return;
  event.preventDefault();
  if (event.repeat) return;
  if (key === SLOW_KEY) sound.slow();
  else if (shiftKey) sound.repeat(line);
  else sound.play(line);
}

type Props = { readonly sound: NonNullable<LineSound>; readonly line: Segment; readonly onPlayFromCursor: () => void };

/** The buttons that play the line that is edited. The focus stays in the text field. */
export function LineSoundButtons({ sound, line, onPlayFromCursor }: Props) {
  const t = useTranslations("correction");
  const isRepeating = useSyncExternalStore(
    sound.subscribe,
    () => sound.getSnapshot().isRepeating,
    () => false,
  );
  const isSlow = useSyncExternalStore(
    sound.subscribe,
    () => sound.getSnapshot().isSlow,
    () => false,
  );
  const named = (label: string, keys?: string) => ({
    "aria-label": label,
    title: label,
    "aria-keyshortcuts": keys,
    onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a legend
    <div className="line-sound" role="group" aria-label={t("lineSound")}>
      <IconButton
        glyph="listen"
        {...named(t("playLine", { key: PLAY_LINE_KEY }), PLAY_LINE_KEY)}
        onClick={() => sound.play(line)}
      />
      <IconButton
        glyph="again"
        aria-pressed={isRepeating}
        {...named(t("repeatLine", { key: REPEAT_KEYS }), REPEAT_KEYS)}
        onClick={() => sound.repeat(line)}
      />
      <button
        type="button"
        className="btn btn-quiet num"
        aria-pressed={isSlow}
        {...named(t("slowLine", { key: SLOW_KEY }), SLOW_KEY)}
        onClick={sound.slow}
      >
        {t("slowShort")}
      </button>
      <button type="button" className="btn btn-quiet" {...named(t("playFromCursor"))} onClick={onPlayFromCursor}>
        {t("fromCursor")}
      </button>
    </div>
  );
}
