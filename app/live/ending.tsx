"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { FailureKind, SessionState, SessionView } from "#protocol/session";
import { ContinueSession } from "./continue-session";

type Over = { readonly state: SessionState; readonly failure: FailureKind | null };

/** The text below the last line of a session that is over. */
export function EndingText({ state, failure }: Over) {
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

type DockProps = {
  readonly session: SessionView;
  readonly state: SessionState;
  readonly onContinued: () => void;
};

/** Takes the place of the dock once the session is over: links to the next pages, and for an hour the way back. */
export function EndingDock({ session, state, onContinued }: DockProps) {
  const t = useTranslations("live");
  const next = useRef<HTMLElement>(null);
  useEffect(() => {
    // The button to end the session, which had the focus, is gone: keyboard users continue at the next button.
    if (document.activeElement === document.body) next.current?.querySelector<HTMLElement>(".btn-ink")?.focus();
  }, []);
  return (
    <section className="dock dock-over" ref={next} aria-label={t("controls")}>
      {state === "ended" && <ContinueSession session={session} onContinued={onContinued} />}
      <Link className="btn" href="/">
        {t("another")}
      </Link>
      {state !== "deleted" && (
        <Link className="btn btn-ink" href={`/sessions/${session.id}`}>
          {t("open")}
        </Link>
      )}
    </section>
  );
}
