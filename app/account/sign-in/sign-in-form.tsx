"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { siteAddress } from "../../address/site-address";
import { AccountForm } from "../account-form";
import { bringOwnLanguage } from "../actions";
import { askSecondStep, askSignIn } from "../ask-account";
import { GoogleButton } from "../google-button";
import { useAccountFields, useFormRefusal } from "../use-account-texts";
import { PasskeyButton } from "./passkey-button";

export function SignInForm({ hasGoogle, passkeyDomain }: { hasGoogle: boolean; passkeyDomain: string | null }) {
  const t = useTranslations("account");
  const { email, password, step } = useAccountFields();
  const refusal = useFormRefusal("wrong", { wrong: "password" } as const);
  const refusedStep = useFormRefusal("wrongStep", { wrong: "step" } as const);
  const [needsCode, setNeedsCode] = useState(false);

  const enter = async () => {
    await bringOwnLanguage().catch(() => null);
    window.location.assign(siteAddress("/sessions"));
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
      fields={[{ ...email, autoComplete: "username webauthn" }, password]}
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
      {passkeyDomain !== null && <PasskeyButton domain={passkeyDomain} onSignedIn={() => void enter()} />}
      {hasGoogle && <GoogleButton />}
    </AccountForm>
  );
}
