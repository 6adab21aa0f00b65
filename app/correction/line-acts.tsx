"use client";

import { useTranslations } from "use-intl/react";

type Props = {
  readonly isBusy: boolean;
  readonly onSplit: () => void;
  /** Null: the line after it cannot be joined with it. */
  readonly onMerge: (() => void) | null;
  readonly onRemove: () => void;
};

/** The buttons to split a line, join it with the next one, and delete it. */
export function LineActs({ isBusy, onSplit, onMerge, onRemove }: Props) {
  const t = useTranslations("correction");
  return (
    <div className="line-acts">
      <button
        className="btn btn-quiet"
        type="button"
        disabled={isBusy}
        aria-keyshortcuts="Control+Shift+Enter"
        title={t("splitKeys")}
        onClick={onSplit}
      >
        {t("split")}
      </button>
      {onMerge && (
        <button className="btn btn-quiet" type="button" disabled={isBusy} onClick={onMerge}>
          {t("merge")}
        </button>
      )}
      <button className="btn btn-danger" type="button" disabled={isBusy} onClick={onRemove}>
        {t("remove")}
      </button>
    </div>
  );
}
