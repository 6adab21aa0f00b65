"use client";

import { useId } from "react";
import { Select } from "./select";

/** A native select with its label. @param choices value and text of each */
export function SelectField(props: {
  className?: string;
  label: string;
  value: string;
  choices: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <Select
        id={id}
        className={props.className}
        value={props.value}
        choices={props.choices}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}
