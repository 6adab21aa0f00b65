"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";

type Props = {
  readonly name: string;
  /** Takes the focus if the button disappears while it has the focus. */
  readonly row: RefObject<HTMLElement | null>;
  readonly onUndo: () => Promise<void>;
};

/** Restores a link that was revoked a moment ago. It has the focus, since the button that was pressed has gone. */
export function UndoRevoke({ name, row, onUndo }: Props) {
  const t = useTranslations("share");
  const button = useRef<HTMLButtonElement>(null);
  const [isBusy, setBusy] = useState(false);
  useLayoutEffect(() => {
    const shown = button.current;
    const { current } = row;
    shown?.focus();
    return () => {
      if (document.activeElement === shown) current?.focus();
    };
  }, [row]);
  const undo = async () => {
    if (isBusy) return;
    setBusy(true);
    await onUndo();
    setBusy(false);
  };
  return (
    <button
      ref={button}
      type="button"
      className="btn"
      aria-label={t("undoLong", { name })}
      aria-disabled={isBusy}
      onClick={() => void undo()}
    >
      {t("undo")}
    </button>
  );
}
