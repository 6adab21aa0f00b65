"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Notice } from "../frame/notice";
import { useDurationText } from "../wording/use-duration-text";
import type { UnsentNews } from "./send-all-unsent";

/** Sends the sound that earlier pages of this person could not send, and shows the outcome. */
export function SendUnsent({ person }: { person: string }) {
  const t = useTranslations("live");
  const duration = useDurationText();
  const [news, setNews] = useState<UnsentNews | null>(null);
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    // Loaded later: it is seldom needed, and must not delay the page.
    const load = async () => {
      const { sendAllUnsent } = await import("./send-all-unsent");
      if (!isGone) stop = sendAllUnsent(person, setNews);
    };
    load().catch(() => undefined);
    return () => {
      isGone = true;
      stop?.();
    };
  }, [person]);
  return (
    <div role="status">
      {news && (
        <Notice
          look={news.is === "too-late" ? "failed" : "plain"}
          title={t(TITLES[news.is], { duration: duration(news.ms) })}
          actions={
            <Link className="btn" href={`/live/${news.sessionId}`}>
              {t("open")}
            </Link>
          }
        />
      )}
    </div>
  );
}

const TITLES = {
  "being-sent": "unsent",
  waiting: "unsentWaiting",
  sent: "unsentSent",
  "too-late": "unsentTooLate",
} as const;
