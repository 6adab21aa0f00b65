import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { userFrom } from "#access/user";
import { listSessions } from "#store/history";
import { Foot, TopBar } from "../../frame/top-bar";
import { requestWording, translator } from "../../wording/request-wording";
import { SessionList } from "../session-list";

const PAGE_LENGTH = 20;

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator();
  return { title: t("history.title") };
}

/** One's own sessions, newest first. `before` in the address goes on behind a page. */
export default async function SessionsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const [t, { language }, user, { before }] = await Promise.all([
    translator(),
    requestWording(),
    headers().then(userFrom),
    searchParams,
  ]);
  const cursor = typeof before === "string" ? before : undefined;
  const page = user
    ? await listSessions({ ownerId: user.id, limit: PAGE_LENGTH, ...(cursor && { before: cursor }) })
    : { sessions: [], next: null };
  return (
    <>
      <TopBar page="sessions" />
      <main id="content" className="page history" tabIndex={-1}>
        <h1>{t("history.title")}</h1>
        {page.sessions.length > 0 ? (
          <SessionList key={cursor ?? ""} page={page} now={Date.now()} />
        ) : (
          <div className="empty">
            {/* The welcome line is set like everything else: in the other language above, small. */}
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
      </main>
      <Foot />
    </>
  );
}
