"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { dropAllUnsaved } from "../correction/unsaved-fields";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { askAuth } from "./ask-account";

/**
 * Ends this browser's sign-in and disconnects its open pages. An anonymous person must confirm, because their sessions
 * cannot be reached afterwards.
 */
export function SignOutButton({ isAnonymous }: { isAnonymous: boolean }) {
  const t = useTranslations("account");
  const [asked, setAsked] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const leave = async () => {
    if ((await askAuth("sign-out", {})) !== null) {
      setHasFailed(true);
      return;
    }
    dropAllUnsaved();
    window.location.assign("/");
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => (isAnonymous ? setAsked(true) : void leave())}>
        {t("signOut")}
      </button>
      {hasFailed && !asked && (
        <p className="wrong" role="alert">
          {t("unavailable")}
        </p>
      )}
      {asked && (
        <Dialog title={t("signOutAsk")} onClose={() => setAsked(false)}>
          <p>{t("signOutHelp")}</p>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void leave();
            }}
          >
            <FormEnd wrong={hasFailed ? t("unavailable") : null} onCancel={() => setAsked(false)}>
              <button className="btn btn-delete" type="submit">
                {t("signOut")}
              </button>
            </FormEnd>
          </form>
        </Dialog>
      )}
    </>
  );
}
