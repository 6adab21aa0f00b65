"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { z } from "zod";
import { Email, Password, RecoverRequest } from "#protocol/account";
import { siteAddress } from "../../address/site-address";
import { Notice } from "../../frame/notice";
import { AccountForm } from "../account-form";
import { askAccount, askAuth } from "../ask-account";
import { RecoveryCode } from "../recovery-code";
import { useAccountFields, useFormRefusal, useInvalidFields } from "../use-account-texts";

const LetterRequest = z.object({ email: Email });
const NewPasswordRequest = z.object({ newPassword: Password });

/** Requests the reset email. The answer does not tell whether the account exists. */
export function LetterForm() {
  const t = useTranslations("account");
  const { email } = useAccountFields();
  const refusal = useFormRefusal("wrong");
  const invalidFields = useInvalidFields();
  const [sent, setSent] = useState(false);
  if (sent)
    return (
      <section aria-live="polite">
        <Notice look="plain" title={t("mailedTitle")}>
          {t("mailedHelp")}
        </Notice>
      </section>
    );
  return (
    <AccountForm
      fields={[email]}
      submit={t("sendLetter")}
      onSubmit={async (values) => {
        const invalid = invalidFields(LetterRequest.safeParse(values));
        if (invalid) return { email: invalid.email };
        const why = await askAuth("request-password-reset", values);
        if (why) return refusal(why);
        setSent(true);
        return null;
      }}
    />
  );
}

/** Sets a new password. The link in the reset email opens it. */
export function NewPasswordForm({ token }: { token: string }) {
  const t = useTranslations("account");
  const { newPassword } = useAccountFields();
  const refusal = useFormRefusal("wrongLink", { common: "newPassword" } as const);
  const invalidFields = useInvalidFields();
  return (
    <AccountForm
      fields={[newPassword]}
      submit={t("setPassword")}
      onSubmit={async (values) => {
        const invalid = invalidFields(NewPasswordRequest.safeParse(values));
        if (invalid) return { newPassword: invalid.newPassword };
        const why = await askAuth("reset-password", { token, ...values });
        if (why) return refusal(why);
        window.location.assign(siteAddress("/account/sign-in"));
        return null;
      }}
    />
  );
}

/** Sets a new password by recovery code, on servers without mail. */
export function RecoverForm() {
  const t = useTranslations("account");
  const { email, code, newPassword } = useAccountFields();
  const refusal = useFormRefusal("wrongCode", { wrong: "code", common: "newPassword" } as const);
  const invalidFields = useInvalidFields();
  const [next, setNext] = useState<string | null>(null);
  if (next) return <RecoveryCode code={next} next="/account/sign-in" />;
  return (
    <AccountForm
      fields={[email, code, newPassword]}
      submit={t("setPassword")}
      onSubmit={async (values) => {
        const invalid = invalidFields(RecoverRequest.safeParse(values));
        if (invalid) return { email: invalid.email, newPassword: invalid.newPassword, form: invalid.form };
        const answer = await askAccount("recover", values);
        if (!answer.ok) return refusal(answer.why);
        setNext(answer.code);
        return null;
      }}
    />
  );
}
