"use client";

import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { siteAddress } from "../address/site-address";
import { askOnce } from "../connection/ask-once";
import { dropAllUnsaved } from "../correction/unsaved-fields";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { InputField } from "../frame/input-field";
import { useForm } from "../frame/use-form";
import { dropAllUnsent } from "../unsent/unsent-store";
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
  const [isGone, setGone] = useState(false);

  const form = useForm<"password">(async () => {
    const ask = () => askOnce("person:delete-own", { what: "everything", password });
    const first = await ask();
    // The deletion of a long history may outlast the page's wait for an answer, and the answer may be lost. A deletion that
    // has begun refuses the next attempt as unauthenticated, so that refusal means success.
    const answer = !first.ok && first.refusal.kind === "unavailable" ? await ask() : first;
    if (!answer.ok && answer.refusal.kind !== "unauthenticated")
      return { [answer.refusal.kind === "password" ? "password" : "form"]: refusalText(answer.refusal) };
    dropAllUnsaved();
    await dropAllUnsent();
    setGone(true);
    return null;
  });

  if (isGone) return <DeletedDialog />;
  return (
    <Dialog title={t("deleteAsk")} onClose={onClose}>
      <p>{t("deleteHelp")}</p>
      <form {...form.props}>
        {hasPassword && (
          <InputField
            label={t("password")}
            type="password"
            autoComplete="current-password"
            value={password}
            wrong={form.wrong.password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
        <FormEnd wrong={form.wrong.form ?? null} onCancel={onClose}>
          <button className="btn btn-delete" type="submit" aria-disabled={form.isWorking}>
            {form.isWorking ? t("deleting") : t("delete")}
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
    <Dialog title={t("deletedTitle")} onClose={() => window.location.assign(siteAddress("/"))}>
      <p id={id}>{t("deletedHelp")}</p>
      <div className="form-end">
        <a className="btn btn-ink" href={siteAddress("/")} ref={leave} aria-describedby={id}>
          {tMissing("home")}
        </a>
      </div>
    </Dialog>
  );
}
