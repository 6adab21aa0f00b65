"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Glyph } from "../frame/glyph";
import { ExportForm, type ExportFormProps } from "./export-form";

/** A button that opens the export form. Escape and a click outside close it. */
export function ExportMenu(props: ExportFormProps) {
  const t = useTranslations("export");
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDetailsElement>(null);
  const button = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    // On the window, because a disabled button loses the focus.
    const closeByEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", closeByEscape);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("keydown", closeByEscape);
    };
  }, [open]);

  return (
    <details className="menu export" ref={root} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="btn" ref={button}>
        <Glyph name="export" />
        {t("export")}
      </summary>
      {open && <ExportForm {...props} />}
    </details>
  );
}
