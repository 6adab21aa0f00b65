import { useTranslations } from "use-intl/react";
import { Notice } from "../frame/notice";

/** The links could not be loaded. */
export function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("share");
  const tFrame = useTranslations("frame");
  return (
    <Notice
      look="failed"
      title={t("notLoaded")}
      actions={
        <button type="button" className="btn" onClick={onRetry}>
          {tFrame("tryAgain")}
        </button>
      }
    />
  );
}
