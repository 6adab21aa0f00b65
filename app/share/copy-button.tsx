"use client";

import { useTranslations } from "use-intl/react";
import type { useCopy } from "./copy";

type Props = {
  readonly copying: ReturnType<typeof useCopy>;
  /** "Copy" by default; longer where a page has several. */
  readonly label?: string;
  readonly className?: string;
};

/** Copies, and says so. The status is beside the button: inside, it would take the button's name away in Chromium. */
export function CopyButton({ copying, label, className = "btn" }: Props) {
  const t = useTranslations("share");
  const { copied, copy } = copying;
  return (
    <>
      <button type="button" className={className} onClick={copy}>
        {copied ? t("copied") : (label ?? t("copy"))}
      </button>
      <span className="sr" role="status">
        {copied && t("copied")}
      </span>
    </>
  );
}
