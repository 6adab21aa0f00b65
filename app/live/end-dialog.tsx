"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { Readers } from "#protocol/share";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";

type Props = {
  /** Null: not known. */
  readonly readers: Readers | null;
  readonly isBusy?: boolean;
  readonly wrong?: ReactNode;
  readonly onEnd: () => void;
  readonly onClose: () => void;
};

/** Asks whether the session is to end, with the number of its readers. */
export function EndDialog({ readers, isBusy = false, wrong, onEnd, onClose }: Props) {
  const t = useTranslations("ending");
  return (
    <Dialog title={t("title")} onClose={onClose}>
      {readers && <p className="about">{t("readers", { count: readers.total })}</p>}
      <p>{t("help")}</p>
      <FormEnd wrong={wrong} onCancel={onClose} isCancelFirst>
        <button className="btn btn-delete" type="button" disabled={isBusy} onClick={onEnd}>
          {t(isBusy ? "ended" : "end")}
        </button>
      </FormEnd>
    </Dialog>
  );
}
