"use client";

import { useTranslations } from "use-intl/react";
import { Switch } from "../frame/switch";
import { DESK_PROCESSING, isSameProcessing, PROCESSING_STEPS, type Processing, VOICE_PROCESSING } from "./sound-choice";

/** What the browser does to the microphone's sound, in switches, and one for the feed of a mixing desk. */
export function ProcessingSwitches(props: { processing: Processing; onChange: (processing: Processing) => void }) {
  const { processing, onChange } = props;
  const t = useTranslations("microphone");
  return (
    <div className="processing">
      <Switch
        on={isSameProcessing(processing, DESK_PROCESSING)}
        onChange={(on) => onChange(on ? DESK_PROCESSING : VOICE_PROCESSING)}
        hint={t("deskHelp")}
      >
        {t("desk")}
      </Switch>
      {PROCESSING_STEPS.map((step) => (
        <Switch
          key={step}
          on={processing[step]}
          onChange={(on) => onChange({ ...processing, [step]: on })}
          hint={t(`${step}Help`)}
        >
          {t(step)}
        </Switch>
      ))}
    </div>
  );
}
