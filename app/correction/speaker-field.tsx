"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { InputField } from "../frame/input-field";
import { Switch } from "../frame/switch";

type Props = {
  readonly name: string;
  readonly onName: (name: string) => void;
  /** The number of following lines that can get the name too; 0: the switch is not shown. */
  readonly after: number;
  readonly alsoAfter: boolean;
  readonly onAlsoAfter: (also: boolean) => void;
};

/** The name of the speaker of a line and of the lines after it. It takes the focus when it opens. */
export function SpeakerField({ name, onName, after, alsoAfter, onAlsoAfter }: Props) {
  const t = useTranslations("correction");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <InputField
        ref={field}
        label={t("speaker")}
        value={name}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => onName(event.target.value)}
      />
      {after > 0 && (
        <Switch on={alsoAfter} onChange={onAlsoAfter}>
          {t("alsoAfter", { count: after })}
        </Switch>
      )}
    </>
  );
}
