"use client";

import { useTranslations } from "use-intl/react";
import { askAuth } from "./ask-account";

/** Ends this browser's sign-in, and with it every page of it that is open. */
export function SignOutButton() {
  const t = useTranslations("account");
  const leave = async () => {
    await askAuth("sign-out", {});
    window.location.assign("/");
  };
  return (
    <button type="button" className="btn" onClick={() => void leave()}>
      {t("signOut")}
    </button>
  );
}
