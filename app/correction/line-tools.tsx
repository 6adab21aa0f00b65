"use client";

import { type RefObject, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { clockText } from "../format/clock";
import { Glyph } from "../frame/glyph";
import { IconButton } from "../frame/icon-button";

/** An editor that has just closed. `focus`: the element that gets the focus; null: the edit button. */
export type ClosedEditor = { readonly focus: HTMLElement | null };

type Props = {
  readonly startMs: number;
  /** A mark beside the line; null: none. */
  readonly mark: "edited" | "unsaved" | null;
  /** Set when the line's editor has closed and the focus has to go on. */
  readonly closed: RefObject<ClosedEditor | null>;
  readonly onEdit: () => void;
};

/** The mark and the button beside a line. */
export function LineTools({ startMs, mark, closed, onEdit }: Props) {
  const t = useTranslations("correction");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (closed.current) (closed.current.focus ?? button.current)?.focus({ preventScroll: true });
    closed.current = null;
  }, [closed]);
  return (
    <div className="seg-tools">
      {mark && (
        <span className="edited">
          <Glyph name="edit" />
          {t(mark)}
        </span>
      )}
      <IconButton
        ref={button}
        glyph="edit"
        className="edit-line"
        aria-label={t("edit", { time: clockText(startMs) })}
        title={t("editShort")}
        onClick={onEdit}
      />
    </div>
  );
}
