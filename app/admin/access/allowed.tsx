"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { AllowedPattern } from "#protocol/invitation";
import { AccountForm } from "../../account/account-form";
import { allow, disallow } from "./actions";
import { Entries } from "./entries";

/** The addresses and domains whose people may start sessions. */
export function Allowed({ patterns }: { patterns: readonly string[] }) {
  const t = useTranslations("account.admission");
  // A new key empties the form after it has succeeded.
  const [added, setAdded] = useState(0);

  const add = async ({ pattern }: { pattern: string }) => {
    if (!AllowedPattern.safeParse(pattern).success) return { pattern: t("wrongPattern") };
    if (!(await allow(pattern).catch(() => false))) return { form: t("failed") };
    setAdded(added + 1);
    return null;
  };

  return (
    <>
      <AccountForm
        key={added}
        fields={[
          { name: "pattern", label: t("pattern"), type: "text", autoComplete: "off", hint: t("patternHint") } as const,
        ]}
        submit={t("allow")}
        onSubmit={add}
      />
      <Entries
        label={t("allowed")}
        none={t("noAllowed")}
        deed={t("disallow")}
        entries={patterns.map((pattern) => ({
          id: pattern,
          title: pattern,
          hint: "",
          deedOne: t("disallowOne", { pattern }),
        }))}
        onDeed={disallow}
      />
    </>
  );
}
