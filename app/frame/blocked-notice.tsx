"use client";

import { useState } from "react";
import { useTexts } from "../wording/use-texts";
import { Notice } from "./notice";

/** Says why words come a little later: the network refuses websockets. */
export function BlockedNotice() {
  const t = useTexts("transcript");
  const tKeyboard = useTexts("keyboard");
  const [isClosed, setClosed] = useState(false);
  if (isClosed) return null;
  return (
    <Notice
      look="plain"
      glyph="again"
      title={t("blocked")}
      actions={
        <button type="button" className="btn" onClick={() => setClosed(true)}>
          {tKeyboard("close")}
        </button>
      }
    >
      {t("blockedHelp")}
    </Notice>
  );
}
