"use client";

import { Suspense, useEffect, useRef, useState } from "react";
import { loadedLater } from "../frame/loaded-later";
import { useWords } from "../wording/use-words";
import type { ReadingChoices } from "./reading-choices";

const DisplayChoices = loadedLater(async () => (await import("./display-choices")).DisplayChoices);

type Props = { readonly choices: ReadingChoices; readonly onChange: (change: Partial<ReadingChoices>) => void };

/** How the page looks to its reader: text size, theme, font, line spacing, column width. In a small box at the button. */
export function DisplayMenu({ choices, onChange }: Props) {
  const t = useWords("audience");
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
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
        <Suspense>
          <DisplayChoices choices={choices} onChange={onChange} />
        </Suspense>
      )}
    </div>
  );
}
