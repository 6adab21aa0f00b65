import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { userFrom } from "#access/signed-in-user";
import { filterChoices } from "#store/session/history";
import { findSessions } from "../../history/find-sessions";
import { HistoryFind } from "../../history/history-find";
import { NothingFound } from "../../history/nothing-found";
import { historyAddress, isFiltered, readHistoryQuery } from "../../history/query";
import { SessionList } from "../../history/session-list";
import { spokenWeeks } from "../../history/spoken-weeks";
import { WeeksChart } from "../../history/weeks-chart";
import { SendUnsent } from "../../speaking/send-unsent";
import { requestWording, translator } from "../../wording/request-wording";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator();
  return { title: t("history.title") };
}

/** The person's sessions for the query in the address; `before` is the cursor of the next page. */
export default async function SessionsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const now = Date.now();
  const query = readHistoryQuery(await searchParams);
  const [t, { language, timeZone }, user] = await Promise.all([
    translator(),
    requestWording(),
    headers().then(userFrom),
  ]);
  const [page, choices, weeks] = user
    ? await Promise.all([
        findSessions(user.id, query, timeZone, now),
        filterChoices(user.id),
        spokenWeeks(user.id, timeZone, now),
      ])
    : [{ sessions: [], next: null }, { langs: [], tags: [] }, null];
  const hasAny = choices.langs.length > 0;
  const isEmpty = page.sessions.length === 0;
  const fitsNothing = isEmpty && hasAny && isFiltered(query);
  return (
    <main id="content" className="page history" tabIndex={-1}>
      <div className="find-part">
        <h1>{t("history.title")}</h1>
        {hasAny && <HistoryFind query={query} page={page} {...choices} />}
      </div>
      <div className="list-part">
        {user && <SendUnsent person={user.id} />}
        {/* The status exists before its text: some screen readers announce only then. */}
        <div role="status">{fitsNothing && <NothingFound query={query} />}</div>
        {!isEmpty && (
          <SessionList
            key={historyAddress(query)}
            page={page}
            sought={query.q ?? ""}
            more={page.next && historyAddress({ ...query, before: page.next })}
            now={now}
          />
        )}
        {isEmpty && !fitsNothing && (
          <div className="empty">
            {/* The welcome line has the same layout as a segment: the other language above, small. */}
            <p className="original" lang={language === "vi" ? "en" : "vi"}>
              {language === "vi" ? "Nothing here yet." : "Chưa có gì ở đây."}
            </p>
            <p className="translation">{t("history.empty")}</p>
            <p>{t("history.emptyHelp")}</p>
            <Link className="btn btn-go" href="/">
              {t("history.startOne")}
            </Link>
          </div>
        )}
      </div>
      {weeks && <WeeksChart weeks={weeks} />}
    </main>
  );
}
