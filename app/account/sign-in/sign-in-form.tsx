"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { AccountForm } from "../account-form";
import { bringOwnLanguage } from "../actions";
import { askSecondStep, askSignIn } from "../ask-account";
import { GoogleButton } from "../google-button";
import { useAccountFields, useAccountRefusal } from "../use-account-words";

export function SignInForm({ hasGoogle }: { hasGoogle: boolean }) {
  const t = useTranslations("account");
  const { email, password, step } = useAccountFields();
  const refusal = useAccountRefusal("wrong");
  const refusedStep = useAccountRefusal("wrongStep");
  const [needsCode, setNeedsCode] = useState(false);

  const enter = async () => {
    await bringOwnLanguage().catch(() => null);
    window.location.assign("/sessions");
    return null;
  };

  if (needsCode)
    return (
      <AccountForm
        key="code"
        fields={[step]}
        submit={t("signIn")}
        onSubmit={async ({ step: code }) => {
          const why = await askSecondStep(code.trim());
          return why ? refusedStep(why) : enter();
        }}
      />
    );
  return (
    <AccountForm
      key="password"
      fields={[email, password]}
      submit={t("signIn")}
      onSubmit={async (values) => {
        const answer = await askSignIn(values);
        if (answer === "needs-code") {
          setNeedsCode(true);
          return null;
        }
        return answer ? refusal(answer) : enter();
      }}
    >
      {hasGoogle && <GoogleButton />}
    </AccountForm>
  );
}
