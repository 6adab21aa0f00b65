"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { siteAddress } from "../address/site-address";
import { dropAllUnsaved } from "../correction/unsaved-fields";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { dropAllUnsent } from "../unsent/unsent-store";
import { askAuth } from "./ask-account";
import { useAccountRefusal } from "./use-account-texts";

/**
 * Ends this browser's sign-in and disconnects its open pages. An anonymous person must confirm, because their sessions
 * cannot be reached afterwards.
 */
export function SignOutButton({ isAnonymous }: { isAnonymous: boolean }) {
  const t = useTranslations("account");
  const [asked, setAsked] = useState(false);
  const refusal = useAccountRefusal("wrong");
  const [wrong, setWrong] = useState<string | null>(null);
  const leave = async () => {
    const why = await askAuth("sign-out", {});
    if (why !== null) return setWrong(refusal(why));
    dropAllUnsaved();
    await dropAllUnsent();
    window.location.assign(siteAddress("/"));
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => (isAnonymous ? setAsked(true) : void leave())}>
        {t(isAnonymous ? "forget" : "signOut")}
      </button>
      {wrong !== null && !asked && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      {asked && (
        <Dialog title={t("forgetAsk")} onClose={() => setAsked(false)}>
          <p>{t("forgetHelp")}</p>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void leave();
            }}
          >
            <FormEnd wrong={wrong} onCancel={() => setAsked(false)}>
              <button className="btn btn-delete" type="submit">
                {t("forget")}
              </button>
            </FormEnd>
          </form>
        </Dialog>
      )}
    </>
  );
}
