"use client";

import { type ComponentProps, useId } from "react";
import { describedBy, FieldMessages } from "./field-messages";

type Props = Omit<ComponentProps<"input">, "id"> & {
  readonly label: string;
  readonly hint?: string | undefined;
  /** The error of the value. */
  readonly wrong?: string | null | undefined;
};

/** A text field with its label, its hint and its error. */
export function InputField({ label, hint, wrong, className, ...input }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className={className ? `input ${className}` : "input"}
        aria-describedby={describedBy(id, hint, wrong)}
        aria-invalid={wrong ? true : undefined}
      />
      <FieldMessages id={id} hint={hint} wrong={wrong} />
    </div>
  );
}
