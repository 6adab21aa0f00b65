"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Glyph, type GlyphName } from "../frame/glyph";
import { useWords } from "../wording/use-words";
import { type ReadingChoices, SIZES } from "./reading-choices";
import type { Listening } from "./use-listen";

type Props = {
  readonly choices: ReadingChoices;
  readonly onChange: (change: Partial<ReadingChoices>) => void;
  /** False: there is no original to show or to hide. */
  readonly hasOriginal: boolean;
  readonly listening: Listening;
  /** More of them. */
  readonly children?: ReactNode;
};

/** The reader's controls: at the lower edge of a phone, in the upper bar of a wide screen. */
export function ReadingTools({ choices, onChange, hasOriginal, listening, children }: Props) {
  const t = useWords("audience");
  return (
    <div className="tools" role="toolbar" aria-label={t("tools")}>
      <TextSize size={choices.size} onChange={(size) => onChange({ size })} />
      {hasOriginal && (
        <Tool glyph="lines" on={choices.original} onChange={(original) => onChange({ original })}>
          {t("original")}
        </Tool>
      )}
      {listening.possible && (
        <Tool glyph="listen" on={listening.on} onChange={listening.set} title={t("listenHelp")}>
          {t("listen")}
        </Tool>
      )}
      <Tool
        glyph="announce"
        on={choices.announce}
        onChange={(announce) => onChange({ announce })}
        title={t("announceHelp")}
      >
        {t("announce")}
      </Tool>
      {children}
    </div>
  );
}

function Tool(props: {
  glyph: GlyphName;
  on: boolean;
  onChange: (on: boolean) => void;
  title?: string;
  children: string;
}) {
  return (
    <label className="tool" title={props.title}>
      <input
        type="checkbox"
        role="switch"
        checked={props.on}
        aria-checked={props.on}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <Glyph name={props.glyph} />
      <span>{props.children}</span>
    </label>
  );
}

/** Four sizes, in a small box above the button. */
function TextSize(props: { size: ReadingChoices["size"]; onChange: (size: ReadingChoices["size"]) => void }) {
  const t = useWords("audience");
  const id = useId();
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
        <span>{t("textSize")}</span>
      </button>
      {open && (
        <div className="menu-body">
          <span className="label" id={id}>
            {t("textSize")}
          </span>
          <div className="seg-ctl" role="radiogroup" aria-labelledby={id}>
            {SIZES.map((size) => (
              <label key={size} className={`size-${size}`}>
                <input
                  type="radio"
                  name="size"
                  aria-label={t(size)}
                  checked={props.size === size}
                  onChange={() => props.onChange(size)}
                />
                A
              </label>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
