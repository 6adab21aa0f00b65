"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import { askOnce } from "../connection/ask-once";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { InputField } from "../frame/input-field";
import { useRefusalText } from "../wording/use-refusal-text";

/** Asks first, and for the password where there is one. */
export function DeleteAccount({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations("account");
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button type="button" className="btn btn-danger" onClick={() => setAsked(true)}>
        {t("delete")}
      </button>
      {asked && <DeleteAccountDialog hasPassword={hasPassword} onClose={() => setAsked(false)} />}
    </>
  );
}

function DeleteAccountDialog({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }) {
  const t = useTranslations("account");
  const refusalText = useRefusalText();
  const [password, setPassword] = useState("");
  const [deleting, setDeleting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const remove = async (event: FormEvent) => {
    event.preventDefault();
    if (deleting) return;
    setDeleting(true);
    setRefusal(null);
    const answer = await askOnce("forget", { what: "everything", password });
    // Who is not known any more is gone: a long history may take longer than an answer is waited for.
    if (answer.ok || answer.refusal.kind === "unauthenticated") return window.location.assign("/");
    setRefusal(answer.refusal);
    setDeleting(false);
  };

  return (
    <Dialog title={t("deleteAsk")} onClose={onClose}>
      <p>{t("deleteHelp")}</p>
      <form onSubmit={(event) => void remove(event)}>
        {hasPassword && (
          <InputField
            label={t("password")}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
        <FormEnd wrong={refusal && refusalText(refusal)} onCancel={onClose}>
          <button className="btn btn-delete" type="submit" aria-disabled={deleting}>
            {deleting ? t("deleting") : t("delete")}
          </button>
        </FormEnd>
      </form>
    </Dialog>
  );
}
