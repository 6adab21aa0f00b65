"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useCopy } from "../../frame/copy";
import { CopyButton } from "../../share/copy-button";
import { QrCode } from "../../share/qr-code";
import { AccountForm } from "../account-form";
import { askAuth, askTwoFactor, type Enrolment } from "../ask-account";
import { useAccountFields, useFormRefusal } from "../use-account-texts";

/** Turns two-step verification on and off. It is on only after the person entered one correct code. */
export function TwoFactor({ isOn }: { isOn: boolean }) {
  const t = useTranslations("account");
  const { password } = useAccountFields();
  const refusal = useFormRefusal("wrongPassword", { wrong: "password" } as const);
  const [state, setState] = useState<"off" | "on" | Enrolment>(isOn ? "on" : "off");

  if (typeof state === "object") return <Enrol enrolment={state} onDone={() => setState("on")} />;
  const current = { ...password, label: t("security.currentPassword") };
  if (state === "off")
    return (
      <AccountForm
        key="off"
        fields={[current]}
        submit={t("security.turnOn")}
        onSubmit={async (values) => {
          const begun = await askTwoFactor(values.password);
          if (typeof begun === "string") return refusal(begun);
          setState(begun);
          return null;
        }}
      />
    );
  return (
    <>
      <p role="status">{t("security.isOn")}</p>
      <AccountForm
        key="on"
        fields={[current]}
        submit={t("security.turnOff")}
        onSubmit={async (values) => {
          const why = await askAuth("two-factor/disable", values);
          if (why) return refusal(why);
          setState("off");
          return null;
        }}
      />
    </>
  );
}

function Enrol({ enrolment, onDone }: { enrolment: Enrolment; onDone: () => void }) {
  const t = useTranslations("account");
  const refusal = useFormRefusal("wrongStep", { wrong: "step" } as const);
  const { step } = useAccountFields();
  const { totpURI, backupCodes } = enrolment;
  const key = new URL(totpURI).searchParams.get("secret");
  const codes = backupCodes.join(" ");
  const copyingKey = useCopy(key);
  const copyingCodes = useCopy(codes);
  return (
    <>
      <p>{t("security.scan")}</p>
      <QrCode text={totpURI} label={t("security.qr")} />
      <p className="recovery-code" translate="no">
        {key}
      </p>
      <CopyButton copying={copyingKey} label={t("security.copyKey")} />
      <p>{t("security.backupCodes")}</p>
      <p className="recovery-code" translate="no">
        {codes}
      </p>
      <CopyButton copying={copyingCodes} label={t("security.copyCodes")} />
      <AccountForm
        fields={[step]}
        submit={t("confirm")}
        onSubmit={async ({ step: code }) => {
          const why = await askAuth("two-factor/verify-totp", { code: code.trim() });
          if (why) return refusal(why);
          onDone();
          return null;
        }}
      />
    </>
  );
}
