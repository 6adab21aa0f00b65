"use client";

import { useTranslations } from "use-intl/react";
import { Glyph } from "../../frame/glyph";

export default function SessionsError({ retry }: { retry: () => void }) {
  const t = useTranslations("history");
  const tFrame = useTranslations("frame");
  return (
    <main id="content" className="page history" tabIndex={-1}>
      <div className="find-part">
        <h1>{t("title")}</h1>
      </div>
      <div className="list-part">
        <div className="notice notice-failed" role="alert">
          <Glyph name="warn" />
          <div>
            <strong>{t("error")}</strong>
            {t("errorHelp")}
          </div>
          <button type="button" className="btn" onClick={retry}>
            {tFrame("tryAgain")}
          </button>
        </div>
      </div>
    </main>
  );
}
