"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";

type Props = {
  readonly text: string;
  readonly lang: string;
  /** Resolves to the text of the error, or null. */
  readonly remove: () => Promise<string | null>;
  readonly onClose: () => void;
};

/** Asks for confirmation, because a deleted line cannot be restored. */
export function RemoveDialog({ text, lang, remove, onClose }: Props) {
  const t = useTranslations("correction");
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const confirm = async () => {
    setBusy(true);
    setWrong(await remove());
    setBusy(false);
  };
  return (
    <Dialog title={t("removeTitle")} onClose={onClose}>
      <p className="about" lang={lang} translate="no">
        {text}
      </p>
      <p>{t("removeHelp")}</p>
      <FormEnd wrong={wrong} onCancel={onClose}>
        <button className="btn btn-delete" type="button" disabled={isBusy} onClick={() => void confirm()}>
          {t(isBusy ? "removing" : "removeNow")}
        </button>
      </FormEnd>
    </Dialog>
  );
}
