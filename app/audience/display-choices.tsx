"use client";

import { useEffect, useId, useRef } from "react";
import { useTexts } from "../wording/use-texts";
import { InterfaceChoice } from "./interface-choice";
import { FONTS, type ReadingChoices, SIZES, SPACINGS, THEMES, WIDTHS } from "./reading-choices";

type Props = { readonly choices: ReadingChoices; readonly onChange: (change: Partial<ReadingChoices>) => void };

/** The choices of the display menu. The focus goes to the first one. */
export function DisplayChoices({ choices, onChange }: Props) {
  const t = useTexts("audience");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLInputElement>("input:checked")?.focus(), []);
  return (
    <div className="menu-body display" ref={box}>
      <Choice name="size" kinds={SIZES} choices={choices} onChange={onChange} label={t("textSize")} sign="A" />
      <Choice name="theme" kinds={THEMES} choices={choices} onChange={onChange} label={t("theme")} />
      <Choice name="font" kinds={FONTS} choices={choices} onChange={onChange} label={t("font")} />
      <Choice name="spacing" kinds={SPACINGS} choices={choices} onChange={onChange} label={t("spacing")} />
      <Choice name="width" kinds={WIDTHS} choices={choices} onChange={onChange} label={t("width")} />
      <InterfaceChoice />
    </div>
  );
}

type Kind = "size" | "theme" | "font" | "spacing" | "width";

/** Radios drawn as one control. @param sign shown instead of each name */
function Choice<K extends Kind>(
  props: Props & { name: K; kinds: readonly ReadingChoices[K][]; label: string; sign?: string },
) {
  const t = useTexts("audience");
  const id = useId();
  const { name, kinds, label, sign } = props;
  return (
    <div>
      <span className="label" id={id}>
        {label}
      </span>
      <div className="seg-ctl" role="radiogroup" aria-labelledby={id}>
        {kinds.map((kind) => (
          <label key={kind} className={`${name}-${kind}`}>
            <input
              type="radio"
              name={`${id}-${name}`}
              aria-label={t(kind)}
              checked={props.choices[name] === kind}
              onChange={() => props.onChange({ [name]: kind } as Partial<ReadingChoices>)}
            />
            <span>{sign ?? t(kind)}</span>
          </label>
        ))}
      </div>
    </div>
  );
}
