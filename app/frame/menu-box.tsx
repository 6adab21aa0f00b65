"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { isInputMethodKey } from "./input-method";

type Props = {
  /** The content of the button. */
  readonly label: ReactNode;
  /** The look of the button. */
  readonly look: "btn" | "tool";
  readonly className?: string;
  /** The box, with the class `menu-body`. It is mounted while it is open. */
  readonly children: ReactNode;
};

/** A button that opens a box of controls. Escape, a press outside the box and a focus outside it close it. */
export function MenuBox({ label, look, className, children }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    // On the document: a button in the box that becomes disabled loses the focus.
    const closeByEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || isInputMethodKey(event)) return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    document.addEventListener("keydown", closeByEscape);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
      document.removeEventListener("keydown", closeByEscape);
    };
  }, [isOpen]);

  return (
    <div className={className ? `menu ${className}` : "menu"} ref={root}>
      <button type="button" className={look} aria-expanded={isOpen} ref={button} onClick={() => setOpen(!isOpen)}>
        {label}
      </button>
      {isOpen && children}
    </div>
  );
}
