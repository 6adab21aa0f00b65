"use client";

import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { IconButton } from "./icon-button";
import { isInputMethodKey } from "./input-method";

/** The dialog around a form. A form that holds typed text adds a question, which the dialog asks instead of closing. */
type Closing = { readonly questions: Set<() => void>; readonly close: () => void };

/** Null: outside a dialog. */
export const DialogClosing = createContext<Closing | null>(null);

/** Elements that Escape closes first. */
const CLOSED_FIRST = "select, [popover]";

/**
 * A native modal dialog: traps the focus and returns it; Escape and a click outside close it, if no form in it holds
 * typed text (`AskBeforeClosing`).
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
  const [questions] = useState(() => new Set<() => void>());
  const closing = useMemo(() => ({ questions, close: onClose }), [questions, onClose]);
  /** @returns whether a form asks, so that the dialog must stay */
  const ask = (): boolean => {
    const [question] = questions;
    question?.();
    return question !== undefined;
  };
  const leave = () => {
    if (!ask()) onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.key !== "Escape" || event.defaultPrevented || !(target instanceof Element)) return;
    if (target.closest("dialog") !== dialog.current || target.closest(CLOSED_FIRST)) return;
    // The dialog handles Escape itself. Browsers send no `cancel` for a second Escape in a row, and close a question
    // together with the dialog below it; some close a dialog by the Escape that cancels a composition. A key that is
    // held down closes one dialog.
    event.preventDefault();
    if (!event.repeat && !isInputMethodKey(event.nativeEvent)) leave();
  };
  /** The Back gesture of a phone. */
  const onCancel = (event: SyntheticEvent) => {
    if (event.target === dialog.current && ask()) event.preventDefault();
  };
  // A layout effect is cleaned up while the element is still in the page. Later the browser would not return the focus.
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => {
      // Inner dialogs first: while one is open, nothing outside it can get the focus.
      for (const inner of [...(opened?.querySelectorAll("dialog") ?? [])].reverse()) inner.close();
      opened?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={props.className ? `dialog ${props.className}` : "dialog"}
      aria-labelledby={id}
      onClose={(event) => event.target === dialog.current && onClose()}
      onCancel={onCancel}
      onKeyDown={onKeyDown}
      onClick={(event) => event.target === dialog.current && isOutside(event, dialog.current) && leave()}
    >
      <div className="dialog-head">
        <h2 id={id}>{props.title}</h2>
        {closeLabel !== undefined && <IconButton glyph="x" aria-label={closeLabel} onClick={leave} />}
      </div>
      <DialogClosing value={closing}>{props.children}</DialogClosing>
    </dialog>
  );
}

function isOutside(event: { clientX: number; clientY: number }, dialog: HTMLElement): boolean {
  const box = dialog.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
