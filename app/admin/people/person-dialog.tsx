"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import { askOnce } from "../../connection/ask-once";
import { Dialog } from "../../frame/dialog";
import { FormEnd } from "../../frame/form-end";
import { useRefusalText } from "../../wording/use-refusal-text";

export type Deed = "block" | "unblock" | "remove";

type Props = {
  readonly deed: Deed;
  readonly person: { readonly id: string; readonly called: string };
  readonly onClose: (isDone: boolean) => void;
};

/** Asks an administrator to confirm before a person is blocked, unblocked or removed. */
export function PersonDialog({ deed, person: { id, called }, onClose }: Props) {
  const t = useTranslations("account.people");
  const refusalText = useRefusalText();
  const [isDoing, setDoing] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const act = async () => {
    setDoing(true);
    setRefusal(null);
    const answer =
      deed === "remove"
        ? await askOnce("admin:delete-person", { userId: id })
        : await askOnce("admin:block", { userId: id, isBlocked: deed === "block" });
    setDoing(false);
    if (answer.ok) onClose(true);
    else setRefusal(answer.refusal);
  };

  return (
    <Dialog title={t(`${deed}Ask`)} onClose={() => onClose(false)}>
      <p className="about">{called}</p>
      <p>{t(`${deed}Help`)}</p>
      <FormEnd
        wrong={refusal && (refusal.kind === "not-found" ? t("gone") : refusalText(refusal))}
        onCancel={() => onClose(false)}
      >
        <button
          className={deed === "remove" ? "btn btn-delete" : "btn btn-ink"}
          type="button"
          disabled={isDoing}
          onClick={() => void act()}
        >
          {isDoing ? t("doing") : t(deed)}
        </button>
      </FormEnd>
    </Dialog>
  );
}
