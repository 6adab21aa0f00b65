"use client";

import { Select } from "./select";

type OneOfChoice = { readonly value: string; readonly text: string; readonly lang?: string };

/** More choices than SEVERAL do not fit as radios on a small screen; more than MOST fit on no screen. */
const SEVERAL = 3;
const MOST = 5;

/**
 * One of a few choices: radios drawn as one control, or a list where they have no room. The style sheet shows one of the
 * two, by the number of choices and the width of the screen.
 */
export function OneOf(props: {
  label: string;
  name: string;
  choices: readonly OneOfChoice[];
  value: string;
  onChange: (value: string) => void;
}) {
  const { choices } = props;
  const count = choices.length > MOST ? " several many" : choices.length > SEVERAL ? " several" : "";
  return (
    <div className={`one-of${count}`}>
      <div className="seg-ctl" role="radiogroup" aria-label={props.label}>
        {choices.map(({ value, text, lang }) => (
          <label key={value}>
            <input
              type="radio"
              name={props.name}
              checked={props.value === value}
              onChange={() => props.onChange(value)}
            />
            <span lang={lang}>{text}</span>
          </label>
        ))}
      </div>
      <Select
        aria-label={props.label}
        value={props.value}
        choices={choices.map(({ value, text }) => [value, text] as const)}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}
