"use client";

import { useTranslations } from "use-intl/react";
import type { useCopy } from "../frame/copy";

type Props = {
  readonly copying: ReturnType<typeof useCopy>;
  /** The text of the button, which names the thing that is copied. */
  readonly label: string;
  /** A shorter text for the eye, with which the label begins. */
  readonly shown?: string;
  readonly className?: string;
};

/** Copies a text and announces it. Inside the button, the status would leave it without a name in Chromium. */
export function CopyButton({ copying, label, shown = label, className = "btn" }: Props) {
  const t = useTranslations("share");
  const { copied, copy } = copying;
  return (
    <>
      <button type="button" className={className} onClick={copy} aria-label={copied ? undefined : label}>
        {copied ? t("copied") : shown}
      </button>
      <span className="sr" role="status">
        {copied && t("copied")}
      </span>
    </>
  );
}
