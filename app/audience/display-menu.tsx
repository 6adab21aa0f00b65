"use client";

import { useEffect, useId, useRef, useState } from "react";
import { useWords } from "../wording/use-words";
import { FONTS, type ReadingChoices, SIZES, SPACINGS, THEMES, WIDTHS } from "./reading-choices";

type Props = { readonly choices: ReadingChoices; readonly onChange: (change: Partial<ReadingChoices>) => void };

/** How the page looks to its reader: text size, theme, font, line spacing, column width. In a small box at the button. */
export function DisplayMenu({ choices, onChange }: Props) {
  const t = useWords("audience");
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLInputElement>("input:checked")?.focus();
    const away = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("focusin", away);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("focusin", away);
      document.removeEventListener("keydown", onKey);
    };
  }, [open]);

  return (
    <div className="menu" ref={root}>
      <button type="button" className="tool" aria-expanded={open} ref={button} onClick={() => setOpen(!open)}>
        <span className="aa" aria-hidden="true">
          <small>A</small>A
        </span>
        <span>{t("display")}</span>
      </button>
      {open && (
        <div className="menu-body display">
          <Choice name="size" kinds={SIZES} choices={choices} onChange={onChange} label={t("textSize")} sign="A" />
          <Choice name="theme" kinds={THEMES} choices={choices} onChange={onChange} label={t("theme")} />
          <Choice name="font" kinds={FONTS} choices={choices} onChange={onChange} label={t("font")} />
          <Choice name="spacing" kinds={SPACINGS} choices={choices} onChange={onChange} label={t("spacing")} />
          <Choice name="width" kinds={WIDTHS} choices={choices} onChange={onChange} label={t("width")} />
        </div>
      )}
    </div>
  );
}

type Kind = "size" | "theme" | "font" | "spacing" | "width";

/** Radios drawn as one control. @param sign shown instead of each name */
function Choice<K extends Kind>(
  props: Props & { name: K; kinds: readonly ReadingChoices[K][]; label: string; sign?: string },
) {
  const t = useWords("audience");
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
            {sign ?? t(kind)}
          </label>
        ))}
      </div>
    </div>
  );
}
