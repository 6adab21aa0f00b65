"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import type { SessionView } from "#protocol/session";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { type Titled, useTitle } from "../session-title/session-title";
import { useRefusalText } from "../wording/use-refusal-text";
import { askDelete } from "./ask-delete";

type Props = { readonly session: SessionView & Titled; readonly onClose: (deleted: boolean) => void };

/** Asks for confirmation and deletes a session. @param onClose called with whether it was deleted */
export function DeleteDialog({ session, onClose }: Props) {
  const t = useTranslations("session");
  const refusalText = useRefusalText();
  const titleOf = useTitle();
  const [deleting, setDeleting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const remove = async () => {
    setDeleting(true);
    setRefusal(null);
    const refused = await askDelete(session.id);
    setDeleting(false);
    if (refused) setRefusal(refused);
    else onClose(true);
  };

  return (
    <Dialog title={t("deleteTitle")} onClose={() => onClose(false)}>
      <p className="about">{titleOf(session)}</p>
      <p>{t("deleteHelp")}</p>
      <FormEnd wrong={refusal && refusalText(refusal)} onCancel={() => onClose(false)}>
        <button className="btn btn-delete" type="button" disabled={deleting} onClick={() => void remove()}>
          {deleting ? t("deleting") : t("delete")}
        </button>
      </FormEnd>
    </Dialog>
  );
}
