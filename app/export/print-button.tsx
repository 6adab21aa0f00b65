"use client";

import { useTranslations } from "use-intl/react";

export function PrintButton() {
  const t = useTranslations("export");
  return (
    <button type="button" className="btn btn-ink" onClick={() => window.print()}>
      {t("print")}
    </button>
  );
}
