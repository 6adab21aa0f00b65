import type { ReactNode } from "react";

/** A switch that takes effect at once. */
export function Switch(props: {
  on: boolean;
  onChange: (on: boolean) => void;
  hint?: string;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        checked={props.on}
        aria-checked={props.on}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>
        <span>{props.children}</span>
        {props.hint && <small>{props.hint}</small>}
      </span>
    </label>
  );
}
