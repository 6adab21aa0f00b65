"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { FailureKind, SessionState } from "#protocol/session";

type Over = { readonly state: SessionState; readonly failure: FailureKind | null };

/** The text below the last line of a session that is over. */
export function EndingWords({ state, failure }: Over) {
  const t = useTranslations("live");
  const tSession = useTranslations("session");
  const tFailure = useTranslations("failure");
  const title = state === "deleted" ? t("deleted") : state === "failed" ? tSession("failed") : t("ended");
  const help = state === "deleted" ? t("deletedHelp") : failure ? tFailure(failure) : t("endedHelp");
  return (
    <div className="ending" role="status">
      <strong>{title}</strong>
      <p>{help}</p>
    </div>
  );
}

/** Takes the place of the dock once the session is over: links to the next pages. */
export function EndingDock({ sessionId, state }: { sessionId: string; state: SessionState }) {
  const t = useTranslations("live");
  const next = useRef<HTMLElement>(null);
  useEffect(() => {
    // The Stop button, which had the focus, is gone: keyboard users continue at the next button.
    if (document.activeElement === document.body) next.current?.querySelector<HTMLElement>(".btn-ink")?.focus();
  }, []);
  return (
    <section className="dock dock-over" ref={next} aria-label={t("controls")}>
      <Link className="btn" href="/">
        {t("another")}
      </Link>
      {state !== "deleted" && (
        <Link className="btn btn-ink" href={`/sessions/${sessionId}`}>
          {t("open")}
        </Link>
      )}
    </section>
  );
}
