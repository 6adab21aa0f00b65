"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { AccountForm } from "../account/account-form";
import { askAccount, askAuth } from "../account/ask-account";
import { useFormRefusal } from "../account/use-account-texts";
import { siteAddress } from "../address/site-address";
import { Notice } from "../frame/notice";

type Props = { readonly token: string; readonly visitor: "signed-out" | "anonymous" | "account" };

/** Accepts an invitation. A visitor without an account creates one, or signs in, afterwards. */
export function AcceptForm({ token, visitor }: Props) {
  const t = useTranslations("account");
  const refusal = useFormRefusal("wrongInvitation");
  const [hasPerson, setHasPerson] = useState(visitor !== "signed-out");
  const [isAccepted, setAccepted] = useState(false);

  const accept = async () => {
    if (!hasPerson) {
      const why = await askAuth("sign-in/anonymous", {});
      if (why) return refusal(why);
      setHasPerson(true);
    }
    const answer = await askAccount("invitation", { token });
    if (!answer.ok) return refusal(answer.why === "invalid" ? "wrong" : answer.why);
    setAccepted(true);
    return null;
  };

  if (!isAccepted) return <AccountForm fields={[]} submit={t("invitation.accept")} onSubmit={accept} />;
  const isReady = visitor === "account";
  return (
    <section aria-live="polite">
      <Notice look="plain" title={t("invitation.accepted")}>
        {t(isReady ? "invitation.ready" : "invitation.needsAccount")}
      </Notice>
      <p className="account-ways">
        {isReady ? (
          <a href={siteAddress("/")}>{t("invitation.start")}</a>
        ) : (
          <>
            <a href={siteAddress("/account/create")}>{t("noAccount")}</a>
            <a href={siteAddress("/account/sign-in")}>{t("haveAccount")}</a>
          </>
        )}
      </p>
    </section>
  );
}
