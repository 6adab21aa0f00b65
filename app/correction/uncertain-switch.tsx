"use client";

import { useTranslations } from "use-intl/react";
import { Switch } from "../frame/switch";
import type { UncertainLines } from "./uncertain-words";

type Props = {
  readonly isOn: boolean;
  readonly setOn: (isOn: boolean) => void;
  readonly words: UncertainLines;
  /** The words of every line have been read. */
  readonly isRead: boolean;
};

/** Marks the words of which the recogniser is not sure, and counts them. */
export function UncertainSwitch({ isOn, setOn, words, isRead }: Props) {
  const t = useTranslations("correction");
  const count = [...words.values()].reduce((sum, { places }) => sum + places.length, 0);
  return (
    <div className="uncertain-switch">
      <Switch on={isOn} onChange={setOn}>
        {t("markUncertain")}
      </Switch>
      <span className="hint num" role="status">
        {isOn && isRead && t("uncertainCount", { count })}
      </span>
    </div>
  );
}
