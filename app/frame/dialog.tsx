"use client";

import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { IconButton } from "./icon-button";

/**
 * A native modal dialog: traps the focus and returns it; Escape and a click outside close it.
 * @param className added to `dialog`
 * @param closeLabel the accessible name of its close button, for dialogs without another button that closes
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
  // A layout effect is cleaned up while the element is still in the page. Later the browser would not return the focus.
  useLayoutEffect(() => {
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
