"use client";

import { useId } from "react";
import { Select } from "../frame/select";

/** @param choices value and text of each */
export function SelectField(props: {
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
        value={props.value}
        choices={props.choices}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}
