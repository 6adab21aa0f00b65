"use client";

import { useTranslations } from "use-intl/react";
import { type ExportChoice, LONGEST_OFFSET_MS } from "#protocol/export";
import { InputField } from "../frame/input-field";
import { SelectField } from "../frame/select-field";

/** `offset`: seconds, as they are typed. */
export type ClockChoice = { readonly clock: ExportChoice["clock"]; readonly offset: string };

/** Chooses the clock of a file's times, so that subtitles fit a recording of the event. */
export function ClockFields({ clock, offset, onChange }: ClockChoice & { onChange: (choice: ClockChoice) => void }) {
  const t = useTranslations("export");
  return (
    <>
      <SelectField
        label={t("clock")}
        value={clock}
        choices={[
          ["spoken", t("clockSpoken")],
          ["recording", t("clockRecording")],
        ]}
        onChange={(value) => onChange({ clock: value === "recording" ? "recording" : "spoken", offset })}
      />
      <InputField
        label={t("offset")}
        type="number"
        step="any"
        min={-LONGEST_OFFSET_MS / 1_000}
        max={LONGEST_OFFSET_MS / 1_000}
        value={offset}
        onChange={(event) => onChange({ clock, offset: event.target.value })}
      />
    </>
  );
}

/** The choice as an export's address holds it. */
export function clockQuery({ clock, offset }: ClockChoice) {
  const ms = Math.round(Number(offset) * 1_000);
  return { ...(clock !== "spoken" && { clock }), ...(ms !== 0 && { offset: String(ms) }) };
}
