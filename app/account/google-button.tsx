"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { googleAddress } from "./ask-account";

/** Goes to Google's sign-in page, which redirects back. */
export function GoogleButton() {
  const t = useTranslations("account");
  const [failed, setFailed] = useState(false);
  const leave = async () => {
    const address = await googleAddress();
    if (address) window.location.assign(address);
    else setFailed(true);
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => void leave()}>
        {t("withGoogle")}
      </button>
      {failed && (
        <p className="wrong" role="alert">
          {t("unavailable")}
        </p>
      )}
    </>
  );
}
