"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { isInputMethodKey } from "./input-method";

export type Choice = { readonly key: string; readonly text: string; readonly note?: string; readonly lang?: string };

/** A button that opens a short list. Escape and a click outside close it; the focus returns to the button. */
export function Choices(props: {
  label: ReactNode;
  className: string;
  choices: readonly Choice[];
  onChoose: (key: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>("[data-choice]")?.focus();
    const away = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("focusin", away);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("focusin", away);
    };
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || isInputMethodKey(event.nativeEvent)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const items: Element[] = [...(root.current?.querySelectorAll("[data-choice]") ?? [])];
    const at = document.activeElement ? items.indexOf(document.activeElement) : -1;
    const next = items[(at + step + items.length) % items.length];
    if (next instanceof HTMLElement) next.focus();
  };

  const choose = (key: string) => {
    setOpen(false);
    button.current?.focus();
    props.onChoose(key);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches the keys of what is inside
    <div className="choices" ref={root} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={props.className}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {props.label}
      </button>
      {open && (
        <ul className="choices-list" id={id}>
          {props.choices.map(({ key, text, note, lang }) => (
            <li key={key}>
              <button type="button" data-choice onClick={() => choose(key)}>
                <span lang={lang}>{text}</span>
                {note && note !== text && <small>{note}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
