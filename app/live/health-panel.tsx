"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Health } from "#protocol/health";
import type { Refusal } from "#protocol/refusal";
import { ownLanguageName } from "../format/language";
import { Switch } from "../frame/switch";
import { useFormat } from "../wording/use-format";
import { useRefusalText } from "../wording/use-refusal-text";
import { behindSeconds } from "./caption-delay";

type Props = {
  readonly health: Health;
  /** False: captions only. */
  readonly isTranslated: boolean;
  /** @returns what is wrong with it, or null */
  readonly onDraftTranslations: (isOn: boolean) => Promise<Refusal | null>;
};

/** The health of the session for its speaker: the delay of the lines, and its cause. */
export function HealthPanel({ health, isTranslated, onDraftTranslations }: Props) {
  const t = useTranslations("health");
  const tDuration = useTranslations("duration");
  const { locale } = useFormat();
  const refusalText = useRefusalText();
  // The pressed state, until the health of the session confirms it.
  const [pressed, setPressed] = useState<boolean | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const isOn = pressed ?? health.draftTranslations;
  const waiting = Object.entries(health.backlog).filter(([, lines]) => lines > 0);

  useEffect(() => setPressed((last) => (last === health.draftTranslations ? null : last)), [health.draftTranslations]);

  const change = async (next: boolean) => {
    setPressed(next);
    const refusal = await onDraftTranslations(next);
    setWrong(refusal && refusalText(refusal));
    if (refusal) setPressed(null);
  };

  return (
    <section className="health" aria-label={t("title")}>
      <h3>{t("title")}</h3>
      <dl>
        <Row name={t("behind")}>
          {health.commitLagMs === null
            ? t("nothingYet")
            : tDuration("seconds", { seconds: behindSeconds(health.commitLagMs, locale) })}
        </Row>
        <Row name={t("recogniser")}>{t(health.recogniser)}</Row>
        <Row name={t("wordsPerMinute")}>{String(health.wordsPerMinute)}</Row>
        {isTranslated && (
          <>
            <Row name={t("waiting")}>
              {waiting.length === 0
                ? t("none")
                : waiting.map(([lang, lines]) => (
                    <span key={lang}>
                      <span lang={lang}>{ownLanguageName(lang)}</span> <span>{lines}</span>
                    </span>
                  ))}
            </Row>
            <Row name={t("heldBack")}>{String(health.draftsHeldBack)}</Row>
          </>
        )}
      </dl>
      {isTranslated && (
        <Switch on={isOn} onChange={(next) => void change(next)} hint={t("draftsHelp")}>
          {t("drafts")}
        </Switch>
      )}
      <p className="wrong" role="alert">
        {wrong}
      </p>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}
