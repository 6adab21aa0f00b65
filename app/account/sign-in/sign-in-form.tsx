"use client";

import { useTranslations } from "use-intl/react";
import { AccountForm } from "../account-form";
import { bringOwnLanguage } from "../actions";
import { askAuth } from "../ask-account";
import { GoogleButton } from "../google-button";
import { useAccountFields, useAccountRefusal } from "../use-account-words";

export function SignInForm({ hasGoogle }: { hasGoogle: boolean }) {
  const t = useTranslations("account");
  const { email, password } = useAccountFields();
  const refusal = useAccountRefusal("wrong");
  return (
    <AccountForm
      fields={[email, password]}
      submit={t("signIn")}
      onSubmit={async (values) => {
        const why = await askAuth("sign-in/email", values);
        if (why) return refusal(why);
        await bringOwnLanguage().catch(() => null);
        window.location.assign("/sessions");
        return null;
      }}
    >
      {hasGoogle && <GoogleButton />}
    </AccountForm>
  );
}
