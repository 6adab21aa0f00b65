"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { ChangeEmailRequest, ChangePasswordRequest } from "#protocol/account";
import { AccountForm } from "../account-form";
import { askAccount } from "../ask-account";
import { useAccountFields, useFormRefusal, useInvalidFields } from "../use-account-texts";

/** @param isFirst the account has no password yet: a new sign-in proves its owner instead */
export function PasswordForm({ isFirst }: { isFirst: boolean }) {
  const t = useTranslations("account");
  const { password, newPassword } = useAccountFields();
  const refusal = useFormRefusal<"password" | "newPassword">("wrongPassword", {
    common: "newPassword",
    // The first form has no field for it.
    ...(!isFirst && { wrong: "password" }),
  });
  const invalidFields = useInvalidFields();
  const router = useRouter();
  const [isDone, setDone] = useState(false);
  if (isDone) return <p role="status">{t("security.passwordChanged")}</p>;
  return (
    <AccountForm<"password" | "newPassword">
      fields={isFirst ? [newPassword] : [{ ...password, label: t("security.currentPassword") }, newPassword]}
      submit={t(isFirst ? "setPassword" : "security.changePassword")}
      onSubmit={async (typed) => {
        const values = { ...typed, password: typed.password ?? "" };
        const invalid = invalidFields(ChangePasswordRequest.safeParse(values));
        if (invalid) return { newPassword: invalid.newPassword, form: invalid.form };
        const answer = await askAccount("password", values);
        if (!answer.ok) return refusal(answer.why);
        setDone(true);
        // The forms of an account with a password.
        if (isFirst) router.refresh();
        return null;
      }}
    />
  );
}

export function EmailForm() {
  const t = useTranslations("account");
  const { email, password } = useAccountFields();
  const refusal = useFormRefusal("wrongPassword", { wrong: "password", taken: "email" } as const);
  const invalidFields = useInvalidFields();
  const [done, setDone] = useState<"changed" | "mailed" | null>(null);
  if (done) return <p role="status">{t(done === "mailed" ? "mailedHelp" : "security.emailChanged")}</p>;
  return (
    <AccountForm
      fields={[
        { ...email, label: t("security.newEmail") },
        { ...password, label: t("security.currentPassword") },
      ]}
      submit={t("security.changeEmail")}
      onSubmit={async (values) => {
        const invalid = invalidFields(ChangeEmailRequest.safeParse(values));
        if (invalid) return { email: invalid.email, form: invalid.form };
        const answer = await askAccount("email", values);
        if (!answer.ok) return refusal(answer.why);
        setDone(answer.mailed ? "mailed" : "changed");
        return null;
      }}
    />
  );
}
