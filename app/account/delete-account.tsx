"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import { askOnce } from "../connection/ask-once";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { InputField } from "../frame/input-field";
import { useRefusalText } from "../wording/use-refusal-text";

/** Asks for confirmation, and for the password if the account has one. */
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
  const [isGone, setGone] = useState(false);

  const remove = async (event: FormEvent) => {
    event.preventDefault();
    if (deleting) return;
    setDeleting(true);
    setRefusal(null);
    const answer = await askOnce("forget", { what: "everything", password });
    setDeleting(false);
    // The deletion of a long history may outlast the page's wait for an answer. After it, the next attempt is refused as
    // unauthenticated, so that refusal means success.
    if (answer.ok || answer.refusal.kind === "unauthenticated") setGone(true);
    else setRefusal(answer.refusal);
  };

  if (isGone) return <DeletedDialog />;
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

/** Says that the account is deleted. Closing it leads to the start page, because this page needs the account. */
function DeletedDialog() {
  const t = useTranslations("account");
  const tMissing = useTranslations("missing");
  const id = useId();
  const leave = useRef<HTMLAnchorElement>(null);
  useEffect(() => leave.current?.focus(), []);
  return (
    <Dialog title={t("deletedTitle")} onClose={() => window.location.assign("/")}>
      <p id={id}>{t("deletedHelp")}</p>
      <div className="form-end">
        <a className="btn btn-ink" href="/" ref={leave} aria-describedby={id}>
          {tMissing("home")}
        </a>
      </div>
    </Dialog>
  );
}
