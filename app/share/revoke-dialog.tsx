"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { useRefusalText } from "../wording/use-refusal-text";

type Props = {
  readonly name: string;
  /** Current readers. */
  readonly readers: number;
  readonly onRevoke: () => Promise<Refusal | null>;
  readonly onClose: () => void;
};

/** Asks for confirmation before a link is revoked, and says how many people read with it. */
export function RevokeDialog({ name, readers, onRevoke, onClose }: Props) {
  const t = useTranslations("share");
  const refusalText = useRefusalText();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const revoke = async () => {
    if (isBusy) return;
    setBusy(true);
    const refused = await onRevoke();
    setBusy(false);
    setRefusal(refused);
    if (refused === null) onClose();
  };
  return (
    <Dialog title={t("revokeAsk")} onClose={onClose}>
      <p className="about">{name}</p>
      <p>{readers > 0 ? t("revokeReaders", { count: readers }) : t("revokeNobody")}</p>
      <FormEnd wrong={refusal && refusalText(refusal)} onCancel={onClose}>
        <button className="btn btn-delete" type="button" aria-disabled={isBusy} onClick={() => void revoke()}>
          {t(isBusy ? "revoking" : "revoke")}
        </button>
      </FormEnd>
    </Dialog>
  );
}
