"use client";

import { type ComponentProps, useId } from "react";

type Props = Omit<ComponentProps<"input">, "id"> & {
  readonly label: string;
  readonly hint?: string | undefined;
  /** The error of the value; undefined: it is shown elsewhere. */
  readonly wrong?: string | null;
};

/** A text field with its label. */
export function InputField({ label, hint, wrong, className, ...input }: Props) {
  const id = useId();
  const words = wrong === undefined ? hint : wrong;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className={className ? `input ${className}` : "input"}
        aria-describedby={words === undefined ? undefined : `${id}-words`}
        aria-invalid={wrong ? true : undefined}
      />
      {words !== undefined && (
        <p
          id={`${id}-words`}
          className={wrong === undefined ? "hint" : "wrong"}
          role={wrong === undefined ? undefined : "alert"}
        >
          {words}
        </p>
      )}
    </div>
  );
}
