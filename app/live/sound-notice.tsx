import { useTranslations } from "use-intl/react";
import { Notice } from "../frame/notice";

/** Tells the speaker that the service has stopped keeping the sound: no space, or a fault. */
export function SoundNotice() {
  const t = useTranslations("sound");
  return (
    <Notice look="late" title={t("full")}>
      {t("fullHelp")}
    </Notice>
  );
}
