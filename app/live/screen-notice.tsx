"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Notice } from "../frame/notice";
import { useWakeLock } from "../frame/use-wake-lock";

/** Keeps the screen of a speaker on, and says so when the browser does not. @param isWanted this page listens */
export function ScreenNotice({ isWanted }: { isWanted: boolean }) {
  const t = useTranslations("live");
  const tKeyboard = useTranslations("keyboard");
  const [isKept, setKept] = useState(true);
  const [isClosed, setClosed] = useState(false);
  useWakeLock(isWanted, setKept);
  if (!isWanted || isKept || isClosed) return null;
  return (
    <Notice
      look="plain"
      glyph="warn"
      title={t("screenOff")}
      actions={
        <button type="button" className="btn" onClick={() => setClosed(true)}>
          {tKeyboard("close")}
        </button>
      }
    >
      {t("screenOffHelp")}
    </Notice>
  );
}
