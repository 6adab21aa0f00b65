"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { CreateAccountRequest } from "#protocol/account";
import { Notice } from "../../frame/notice";
import { AccountForm } from "../account-form";
import { askAccount, askAuth } from "../ask-account";
import { GoogleButton } from "../google-button";
import { RecoveryCode } from "../recovery-code";
import { useAccountFields, useFormRefusal, useInvalidFields } from "../use-account-words";

/** @param isKnown this browser has an anonymous sign-in */
export function CreateForm({ isKnown, hasGoogle }: { isKnown: boolean; hasGoogle: boolean }) {
  const t = useTranslations("account");
  const { email, chosen } = useAccountFields();
  const refusal = useFormRefusal("wrong", { taken: "email", common: "password" } as const);
  const invalidFields = useInvalidFields();
  const [done, setDone] = useState<{ code: string | null } | null>(null);
  // An account is made from an anonymous person, so a new visitor signs in anonymously first.
  const [hasPerson, setHasPerson] = useState(isKnown);

  const create = async (values: { email: string; password: string }) => {
    const invalid = invalidFields(CreateAccountRequest.safeParse(values));
    if (invalid) return { email: invalid.email, password: invalid.password, form: invalid.form };
    if (!hasPerson) {
      const why = await askAuth("sign-in/anonymous", {});
      if (why) return refusal(why);
      setHasPerson(true);
    }
    const answer = await askAccount("keep", values);
    if (!answer.ok) return refusal(answer.why);
    setDone({ code: answer.code });
    return null;
  };

  if (done?.code) return <RecoveryCode code={done.code} next="/account" />;
  if (done)
    return (
      <section aria-live="polite">
        <Notice look="plain" title={t("mailedTitle")}>
          {t("mailedHelp")}
        </Notice>
      </section>
    );
  return (
    <AccountForm fields={[email, chosen]} submit={t("create")} onSubmit={create}>
      {hasGoogle && <GoogleButton />}
    </AccountForm>
  );
}
