"use client";

import { useTranslations } from "use-intl/react";
import type { SessionState } from "#protocol/session";

const LOOKS = {
  live: "pill-live",
  waiting: "pill-paused",
  ending: "pill-late",
  ended: "pill-ended",
  failed: "pill-failed",
  deleted: "pill-ended",
} as const satisfies Record<SessionState, string>;

export function StatePill({ state }: { state: SessionState }) {
  const t = useTranslations("state");
  return <span className={`pill ${LOOKS[state]}`}>{t(state)}</span>;
}
