"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./icon-button";

/**
 * A native modal dialog: keeps the focus and gives it back; Escape and a press outside close it.
 * @param className besides `dialog`: how it lies over the page
 * @param closeLabel where nothing else in it closes it: what its x is called
 */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  className?: string;
  closeLabel?: string;
}) {
  const { onClose, closeLabel } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog by itself
    <dialog
      ref={dialog}
      className={props.className ? `dialog ${props.className}` : "dialog"}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && isOutside(event, dialog.current) && onClose()}
    >
      <div className="dialog-head">
        <h2 id={id}>{props.title}</h2>
        {closeLabel !== undefined && <IconButton glyph="x" aria-label={closeLabel} onClick={onClose} />}
      </div>
      {props.children}
    </dialog>
  );
}

function isOutside(event: { clientX: number; clientY: number }, dialog: HTMLElement): boolean {
  const box = dialog.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
