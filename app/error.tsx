"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";

/** A page that failed to render. It retries when the connection is back. */
export default function PageError({ retry }: { retry: () => void }) {
  const t = useTranslations("error");
  const tOffline = useTranslations("offline");
  const tFrame = useTranslations("frame");
  const [online, setOnline] = useState(true);
  useEffect(() => {
    setOnline(navigator.onLine);
    const back = () => retry();
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, [retry]);
  return (
    <main id="content" className="page plain">
      <h1>{online ? t("title") : tOffline("title")}</h1>
      <p>{online ? t("help") : tOffline("help")}</p>
      <button type="button" className="btn btn-ink" onClick={retry}>
        {tFrame("tryAgain")}
      </button>
    </main>
  );
}
