"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

type Props = {
  /** The error; undefined: it is shown elsewhere. */
  readonly wrong?: ReactNode;
  readonly onCancel: () => void;
  /** The label of the cancel button; "Cancel" by default. */
  readonly cancel?: string;
  /** The dialog opens with the focus on the cancel button: Enter, pressed twice, must do nothing. */
  readonly isCancelFirst?: boolean;
  /** The submit button; none: only the cancel button. */
  readonly children?: ReactNode;
  /** After the cancel button. */
  readonly more?: ReactNode;
};

/** The end of a form or dialog: error, submit button and cancel button. */
export function FormEnd({ wrong, onCancel, cancel, isCancelFirst = false, children, more }: Props) {
  const t = useTranslations("frame");
  return (
    <>
      {wrong !== undefined && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <div className="form-end">
        {children}
        <button
          className="btn btn-quiet"
          type="button"
          // `showModal` looks for the attribute, which React's `autoFocus` does not set.
          ref={isCancelFirst ? (button) => button?.setAttribute("autofocus", "") : undefined}
          onClick={onCancel}
        >
          {cancel ?? t("cancel")}
        </button>
        {more}
      </div>
    </>
  );
}
