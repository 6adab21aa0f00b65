"use client";

import { useTranslations } from "use-intl/react";
import { IconButton } from "../frame/icon-button";
import { Switch } from "../frame/switch";
import type { UncertainLines } from "./uncertain-words";

type Props = {
  readonly isOn: boolean;
  readonly setOn: (isOn: boolean) => void;
  readonly words: UncertainLines;
  /** The words of every line have been read. */
  readonly isRead: boolean;
  /** The index of the word that is shown; null: none. */
  readonly at: number | null;
  readonly onWalk: (by: 1 | -1) => void;
};

/** Marks the words of which the recogniser is not sure, and counts them. */
export function UncertainSwitch({ isOn, setOn, words, isRead, at, onWalk }: Props) {
  const t = useTranslations("correction");
  const count = [...words.values()].reduce((sum, { places }) => sum + places.length, 0);
  return (
    <div className="uncertain-switch">
      <Switch on={isOn} onChange={setOn}>
        {t("markUncertain")}
      </Switch>
      <span className="hint num" role="status">
        {isOn &&
          isRead &&
          (at === null
            ? t("uncertainCount", { count })
            : t("uncertainAt", { at: String(at + 1), count: String(count) }))}
      </span>
      {isOn && count > 0 && (
        <>
          <IconButton glyph="down" className="up" aria-label={t("uncertainBefore")} onClick={() => onWalk(-1)} />
          <IconButton glyph="down" aria-label={t("uncertainNext")} onClick={() => onWalk(1)} />
        </>
      )}
    </div>
  );
}
