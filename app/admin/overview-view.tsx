"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Overview } from "#protocol/overview";
import { askOnce } from "../connection/ask-once";
import { Table } from "../frame/table";
import { Duration } from "../session-title/session-title";
import { StatePill } from "../session-title/state-pill";
import { useFormat } from "../wording/use-format";

const EVERY_MS = 5_000;
const MOST_SESSIONS = 200;

/** Polls the overview while the page is open, and keeps the last one when the server does not answer. */
export function OverviewView() {
  const t = useTranslations("account.admin");
  const tFailure = useTranslations("failure");
  const { locale } = useFormat();
  const [seen, setSeen] = useState<Overview | null>(null);
  const [isStale, setStale] = useState(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async () => {
      const answer = await askOnce("admin:overview", { sessions: MOST_SESSIONS });
      if (isOver) return;
      if (answer.ok) setSeen(answer.overview);
      setStale(!answer.ok);
      timer = setTimeout(() => void look(), EVERY_MS);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);

  return (
    <>
      <h1>{t("title")}</h1>
      <p role="status">{isStale && t("stale")}</p>
      {seen && (
        <>
          <section>
            <h2>{t("live")}</h2>
            <Table
              label={t("live")}
              empty={t("nothing")}
              head={[t("id"), t("state"), t("heard"), t("languages"), t("lines"), t("chunks"), t("failures")]}
              rows={seen.sessions.map((one) => [
                one.id,
                <StatePill key="state" state={one.state} />,
                <Duration key="heard" ms={one.heardMs} state="ended" />,
                [one.sourceLang, ...(one.targetLangs.length > 0 ? [one.targetLangs.join(", ")] : [])].join(" → "),
                one.segments,
                one.waitingChunks,
                one.failures,
              ])}
            />
          </section>
          <section>
            <h2>{t("workers")}</h2>
            <Table
              label={t("workers")}
              empty={t("noWorkers")}
              head={[t("id"), t("engine"), t("busy")]}
              rows={seen.workers.map((one) => [
                one.id,
                `${one.engine}, ${one.translator}`,
                `${one.serving} / ${one.capacity}`,
              ])}
            />
          </section>
          <section>
            <h2>{t("queues")}</h2>
            <Table
              label={t("queues")}
              empty=""
              head={[t("name"), t("waiting"), t("active"), t("delayed")]}
              rows={seen.queues.map((one) => [one.name, one.waiting, one.active, one.delayed])}
            />
            <p>{t("owed", { count: seen.owed.count })}</p>
          </section>
          <section>
            <h2>{t("budgets")}</h2>
            <Table
              label={t("budgets")}
              empty=""
              head={[t("budget"), t("spent"), "%"]}
              rows={[
                ...seen.budgets.map(({ kind, window, used, limit }) =>
                  budgetRow(`${t(kind)}, ${t(window)}`, used, limit, locale),
                ),
                budgetRow(t("storedSound"), toMegabytes(seen.sound.used), toMegabytes(seen.sound.limit), locale),
              ]}
            />
          </section>
          <section>
            <h2>{t("errors")}</h2>
            <Table
              label={t("errors")}
              empty={t("noErrors")}
              head={[t("reason"), t("count")]}
              rows={seen.failed.map((one) => [tFailure(one.failure), one.count])}
            />
          </section>
        </>
      )}
    </>
  );
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}

/** A limit of 0 is used up. */
function budgetRow(name: string, used: number, limit: number, locale: string): (string | number)[] {
  const percent = limit === 0 ? 100 : Math.round((100 * used) / limit);
  return [name, `${used.toLocaleString(locale)} / ${limit.toLocaleString(locale)}`, percent];
}
