"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { keepSetting, readSetting } from "../frame/kept-setting";
import { Switch } from "../frame/switch";
import type { Replay } from "./replay";

const NAME = "skip-silences";
const ON = "on";

/** Whether the replay passes over silences. Remembered in this browser. */
export function SilenceSwitch({ replay }: { replay: Replay }) {
  const t = useTranslations("replay");
  const [isOn, setOn] = useState(false);
  // The storage is read after the first render, since the server does not know it.
  useEffect(() => setOn(readSetting(NAME) === ON), []);
  useEffect(() => {
    replay.setSkipsSilences(isOn);
    return () => replay.setSkipsSilences(false);
  }, [replay, isOn]);
  const change = (on: boolean) => {
    setOn(on);
    keepSetting(NAME, on ? ON : null);
  };
  return (
    <div className="silence-switch">
      <Switch on={isOn} onChange={change}>
        {t("skipSilences")}
      </Switch>
    </div>
  );
}
