"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Glyph } from "../frame/glyph";
import { openCaptionScreen } from "./open-caption-screen";

/** Opens the caption screen of a link, for a projector or a second display. */
export function CaptionScreenButton({ address }: { address: string }) {
  const t = useTranslations("share");
  const [isBlocked, setBlocked] = useState(false);
  const open = async () => setBlocked(!(await openCaptionScreen(`${address}/screen`)));
  return (
    <div className="screen-open">
      <button type="button" className="btn" title={t("captionScreenHelp")} onClick={() => void open()}>
        <Glyph name="screen" />
        {t("captionScreen")}
      </button>
      <p className="hint" role="status">
        {isBlocked && t("captionScreenBlocked")}
      </p>
    </div>
  );
}
