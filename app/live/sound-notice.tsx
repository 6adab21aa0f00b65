import { useTranslations } from "use-intl/react";
import { Notice } from "../frame/notice";

/** Tells the speaker that there is no space for more sound. */
export function SoundNotice() {
  const t = useTranslations("sound");
  return (
    <Notice look="late" title={t("full")}>
      {t("fullHelp")}
    </Notice>
  );
}
