import type { ComponentProps } from "react";
import { Glyph } from "./glyph";

type Props = ComponentProps<"select"> & {
  /** Value and text of each. */
  readonly choices: readonly (readonly [value: string, text: string])[];
};

/** A native select, styled like the other fields. */
export function Select({ choices, className, ...more }: Props) {
  return (
    <span className="select-wrap">
      <select {...more} className={className ? `select ${className}` : "select"}>
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <Glyph name="down" />
    </span>
  );
}
