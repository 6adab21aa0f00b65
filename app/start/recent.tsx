import Link from "next/link";
import { isOpen } from "#protocol/session";
import type { ListedSession } from "../history/session-list";
import { Duration, Languages, SessionTitle } from "../session-title/session-title";
import { StatePill } from "../session-title/state-pill";
import { translator } from "../wording/request-wording";

/** The person's newest sessions, or a hint that they will appear here. */
export async function Recent({ sessions }: { sessions: readonly ListedSession[] }) {
  const t = await translator();
  return (
    <section className="recent" aria-labelledby="recent">
      <div className="recent-head">
        <h2 id="recent">{t("start.recent")}</h2>
        {sessions.length > 0 && <Link href="/sessions">{t("start.all")}</Link>}
      </div>
      {sessions.length === 0 && <p className="first">{t("start.first")}</p>}
      <ul>
        {sessions.map((session) => (
          <li key={session.id}>
            <Link className="row" href={`/${isOpen(session.state) ? "live" : "sessions"}/${session.id}`}>
              <b>
                <SessionTitle session={session} />
              </b>
              <Languages session={session} />
              <span className="wide">
                <Duration ms={session.durationMs} state={session.state} />
              </span>
              <StatePill state={session.state} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
