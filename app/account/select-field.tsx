"use client";

import { useId } from "react";
import { Glyph } from "../frame/glyph";

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
      <span className="select-wrap">
        <select id={id} className="select" value={props.value} onChange={(event) => props.onChange(event.target.value)}>
          {props.choices.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <Glyph name="down" />
      </span>
    </div>
  );
}
