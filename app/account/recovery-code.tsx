"use client";

import { useTranslations } from "use-intl/react";

/** The code that is shown once, and the way on. */
export function RecoveryCode({ code, next }: { code: string; next: string }) {
  const t = useTranslations("account");
  return (
    <section aria-live="polite">
      <h2>{t("codeTitle")}</h2>
      <p>{t("codeHelp")}</p>
      <p className="recovery-code" translate="no">
        {code}
      </p>
      <a className="btn btn-ink" href={next}>
        {t("codeDone")}
      </a>
    </section>
  );
}
