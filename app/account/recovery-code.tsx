"use client";

import { useTranslations } from "use-intl/react";
import { siteAddress } from "../address/site-address";
import { useCopy } from "../frame/copy";
import { CopyButton } from "../share/copy-button";

/** Shows the recovery code once, with a link to the next page. */
export function RecoveryCode({ code, next }: { code: string; next: `/${string}` }) {
  const t = useTranslations("account");
  const copying = useCopy(code);
  return (
    <section aria-live="polite">
      <h2>{t("codeTitle")}</h2>
      <p>{t("codeHelp")}</p>
      <p className="recovery-code" translate="no">
        {code}
      </p>
      <div className="acts">
        <CopyButton copying={copying} label={t("codeCopy")} />
        <a className="btn btn-ink" href={siteAddress(next)}>
          {t("codeDone")}
        </a>
      </div>
    </section>
  );
}
