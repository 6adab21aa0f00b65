"use client";

import { useTranslations } from "use-intl/react";
import type { Health } from "#protocol/health";
import { useDurationText } from "../wording/use-duration-text";
import { Notice } from "./notice";

/** Tells the owner that the budget delays translations. @param isOver after the end only pending ones can be delayed */
export function BudgetNotice({ health, isOver = false }: { health: Health | null; isOver?: boolean }) {
  const t = useTranslations("budget");
  const durationText = useDurationText();
  const budget = health?.budget;
  if (!budget) return null;
  const duration = durationText(budget.retryAfterSeconds * 1_000);
  const isOwed = Object.values(health.backlog).some((lines) => lines > 0);
  if (budget.state === "used-up" && (isOwed || !isOver)) {
    return (
      <Notice look="late" title={t("usedUp")}>
        {t("usedUpHelp", { duration })}
      </Notice>
    );
  }
  if (isOver) return null;
  return (
    <Notice look="plain" glyph="warn" title={t("low")}>
      {t("lowHelp", { duration })}
    </Notice>
  );
}
