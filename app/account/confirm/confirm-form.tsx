"use client";

import { useTranslations } from "use-intl/react";
import { siteAddress } from "../../address/site-address";
import { AccountForm } from "../account-form";
import { askAccount } from "../ask-account";
import { useAccountFields, useFormRefusal } from "../use-account-texts";

/** Asks for the password after the person opened the link in the confirmation email. */
export function ConfirmForm({ token, what }: { token: string; what: "confirm" | "confirm-email" }) {
  const t = useTranslations("account");
  const { password } = useAccountFields();
  const refusal = useFormRefusal("wrongLink", { wrong: "password" } as const);
  return (
    <AccountForm
      fields={[password]}
      submit={t("confirm")}
      onSubmit={async (values) => {
        const answer = await askAccount(what, { token, ...values });
        if (!answer.ok) return refusal(answer.why);
        window.location.assign(siteAddress("/account"));
        return null;
      }}
    />
  );
}
