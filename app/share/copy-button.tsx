"use client";

import { useTranslations } from "use-intl/react";
import type { useCopy } from "../frame/copy";

type Props = {
  readonly copying: ReturnType<typeof useCopy>;
  /** "Copy" by default. A page with several buttons labels each. */
  readonly label?: string;
  readonly className?: string;
};

/** Copies a text and announces it. Inside the button, the status would leave it without a name in Chromium. */
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
