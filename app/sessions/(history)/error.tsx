"use client";

import { useTranslations } from "use-intl/react";
import { Glyph } from "../../frame/glyph";

export default function SessionsError({ retry }: { retry: () => void }) {
  const t = useTranslations("history");
  const tFrame = useTranslations("frame");
  return (
    <main id="content" className="page history">
      <h1>{t("title")}</h1>
      <div className="notice notice-failed mt-6" role="alert">
        <Glyph name="warn" />
        <div>
          <strong>{t("error")}</strong>
          {t("errorHelp")}
        </div>
        <button type="button" className="btn" onClick={retry}>
          {tFrame("tryAgain")}
        </button>
      </div>
    </main>
  );
}
