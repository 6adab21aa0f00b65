"use client";

import { useTranslations } from "use-intl/react";
import type { z } from "zod";
import type { AccountRefusal } from "#protocol/account";
import { type FormErrors, refusedFields } from "../frame/use-form";
import type { AccountField } from "./account-form";

const WORDS = {
  invalid: "invalid",
  unauthenticated: "unauthenticated",
  taken: "taken",
  common: "common",
  blocked: "blocked",
  "sign-in-again": "signInAgain",
  "too-many-passkeys": "tooManyPasskeys",
  "too-many": "tooMany",
  unavailable: "unavailable",
} as const;

/** The text for each refusal of an account request. @param wrong the text for wrong credentials */
export function useAccountRefusal(
  wrong: "wrong" | "wrongCode" | "wrongLink" | "wrongPassword" | "wrongPasskey" | "wrongStep" | "wrongInvitation",
): (why: AccountRefusal) => string {
  const t = useTranslations("account");
  return (why) => t(why === "wrong" ? wrong : WORDS[why]);
}

/**
 * The errors of a form for each refusal of an account request.
 * @param wrong the text for wrong credentials
 * @param fields the fields that refusals are about; others are about the form
 */
export function useFormRefusal<Name extends string = never>(
  wrong: Parameters<typeof useAccountRefusal>[0],
  fields: { readonly [Why in AccountRefusal]?: Name } = {},
): (why: AccountRefusal) => FormErrors<Name> {
  const text = useAccountRefusal(wrong);
  return (why) => ({ [fields[why] ?? "form"]: text(why) }) as FormErrors<Name>;
}

type CheckedField = "email" | "password" | "newPassword";

/** The error of each field whose value a schema refuses. Null: it refuses none. */
export function useInvalidFields() {
  const t = useTranslations("account");
  const texts = { email: t("invalidEmail"), password: t("invalidPassword"), newPassword: t("invalidPassword") };
  return (checked: z.ZodSafeParseResult<unknown>): FormErrors<CheckedField> | null => {
    if (checked.success) return null;
    const wrong = refusedFields(checked.error, texts);
    return Object.keys(wrong).length === 0 ? { form: t("invalid") } : wrong;
  };
}

/** The fields that several forms share. */
export function useAccountFields() {
  const t = useTranslations("account");
  const field = <Name extends string>(name: Name, more: Omit<AccountField, "name">) => ({ name, ...more });
  return {
    email: field("email", { label: t("email"), type: "email", autoComplete: "username" }),
    password: field("password", { label: t("password"), type: "password", autoComplete: "current-password" }),
    chosen: field("password", {
      label: t("password"),
      type: "password",
      autoComplete: "new-password",
      hint: t("passwordHint"),
    }),
    newPassword: field("newPassword", {
      label: t("newPassword"),
      type: "password",
      autoComplete: "new-password",
      hint: t("passwordHint"),
    }),
    step: field("step", {
      label: t("step"),
      type: "text",
      autoComplete: "one-time-code",
      hint: t("stepHint"),
    }),
    code: field("code", { label: t("code"), type: "text", autoComplete: "off" }),
  };
}
