"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";

export type Admission = {
  readonly access: "open" | "accounts" | "invited";
  /** The step that this visitor has to take before they may start; null: none. */
  readonly lacking: "account" | "invitation" | null;
};

const ADMITTED = { open: "noAccount", accounts: "admitted", invited: "admittedInvited" } as const;

/** The text beside Start: who may start sessions, and how others get access. */
export function WhoMayStart({ access, lacking }: Admission) {
  const t = useTranslations("start");
  if (lacking === null) return t(ADMITTED[access]);
  return t.rich(lacking === "account" ? "lacksAccount" : "lacksInvitation", {
    enter: (text) => <Link href="/account/sign-in">{text}</Link>,
    make: (text) => <Link href="/account/create">{text}</Link>,
  });
}
