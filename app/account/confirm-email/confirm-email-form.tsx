"use client";

import { useTranslations } from "use-intl/react";
import { AccountForm } from "../account-form";
import { askAccount } from "../ask-account";
import { useAccountFields, useAccountRefusal } from "../use-account-words";

export function ConfirmEmailForm({ token }: { token: string }) {
  const t = useTranslations("account");
  const { password } = useAccountFields();
  const refusal = useAccountRefusal("wrongLink");
  return (
    <AccountForm
      fields={[password]}
      submit={t("confirm")}
      onSubmit={async (values) => {
        const answer = await askAccount("confirm-email", { token, ...values });
        if (!answer.ok) return refusal(answer.why);
        window.location.assign("/account");
        return null;
      }}
    />
  );
}
