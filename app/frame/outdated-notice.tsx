"use client";

import { useState } from "react";
import { useTexts } from "../wording/use-texts";
import { Notice } from "./notice";

/** Asks for a reload: the server speaks a later version of the protocol. @param before is awaited before the reload */
export function OutdatedNotice({ before }: { before?: () => Promise<void> }) {
  const t = useTexts("transcript");
  const [isBusy, setBusy] = useState(false);
  const reload = async () => {
    setBusy(true);
    await before?.();
    location.reload();
  };
  return (
    <Notice
      look="late"
      glyph="again"
      title={t("outdated")}
      actions={
        <button type="button" className="btn" disabled={isBusy} onClick={() => void reload()}>
          {t("reload")}
        </button>
      }
    >
      {t("outdatedHelp")}
    </Notice>
  );
}
