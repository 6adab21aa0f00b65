import type { ReactNode } from "react";

/** A switch that takes effect at once. */
export function Switch(props: { on: boolean; onChange: (on: boolean) => void; hint?: string; children: ReactNode }) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        checked={props.on}
        aria-checked={props.on}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>
        <span>{props.children}</span>
        {props.hint && <small>{props.hint}</small>}
      </span>
    </label>
  );
}
