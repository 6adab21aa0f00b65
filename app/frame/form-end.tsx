"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

type Props = {
  /** What went wrong; undefined: that stands elsewhere. */
  readonly wrong?: ReactNode;
  readonly onCancel: () => void;
  /** What the way out is called; "Cancel" by default. */
  readonly cancel?: string;
  /** The button that does it; nothing: there is only the way out. */
  readonly children?: ReactNode;
};

/** The end of a form or of a question: what went wrong, what it does, and the way out. */
export function FormEnd({ wrong, onCancel, cancel, children }: Props) {
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
        <button className="btn btn-quiet" type="button" onClick={onCancel}>
          {cancel ?? t("cancel")}
        </button>
      </div>
    </>
  );
}
