"use client";

import { useTranslations } from "use-intl/react";
import { Dialog } from "./dialog";
import { FormEnd } from "./form-end";

/** Asks before typed text is lost. Escape, and Enter on the button that has the focus, keep it. */
export function DiscardDialog({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  const t = useTranslations("frame");
  return (
    <Dialog title={t("discardTitle")} onClose={onKeep}>
      <p>{t("discardHelp")}</p>
      <FormEnd onCancel={onKeep} cancel={t("keepEditing")} isCancelFirst>
        <button className="btn btn-delete" type="button" onClick={onDiscard}>
          {t("discard")}
        </button>
      </FormEnd>
    </Dialog>
  );
}
