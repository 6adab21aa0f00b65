import { performance } from "node:perf_hooks";
import { findSessions } from "#app/history/find-sessions";
import { readHistoryQuery } from "#app/history/query";
import { spokenWeeks } from "#app/history/spoken-weeks";
import { database } from "#store/database";
import { filterChoices } from "#store/session/history";
import { type Figures, type Spread, spreadOf } from "../figures";
import { BIG_OWNER } from "./fill";

const TIME_ZONE = "Asia/Ho_Chi_Minh";

/** Requests of an owner with ten thousand sessions, and of one with a hundred. */
const ASKED = {
  "first page": {},
  "rare word": { q: "quinquereme" },
  "common word": { q: "water" },
  phrase: { q: '"salt of the earth"' },
  "no hit": { q: "nobodysaidthis" },
  "two words": { q: "salt tierra" },
  "word and filter": { q: "water", tag: "lecture", lang: "es" },
};

/** Measures the page's own work for each request, `runs` times after ten warm-up runs. */
export async function measureHistory(runs: number): Promise<Figures> {
  const figures: Record<string, Spread> = {};
  for (const owner of [BIG_OWNER, "owner-7"]) {
    for (const [name, asked] of Object.entries(ASKED)) {
      const query = readHistoryQuery(asked);
      const times: number[] = [];
      for (let run = -10; run < runs; run += 1) {
        const began = performance.now();
        const now = Date.now();
        const [{ sessions }, , weeks] = await Promise.all([
          findSessions(owner, query, TIME_ZONE, now),
          filterChoices(owner),
          spokenWeeks(owner, TIME_ZONE, now),
        ]);
        if (run >= 0) times.push(performance.now() - began);
        else if (run === -1)
          console.log(`${owner}, ${name}: ${sessions.length} sessions, ${weeks?.sessions} in 12 weeks`);
      }
      figures[`${owner}, ${name}`] = spreadOf(times);
    }
  }
  return figures;
}

/** The statements of one search as PostgreSQL executes them, from its log, to look at their plans. */
export async function plans(): Promise<string[]> {
  const explain = async (sql: string) => {
    const rows = await database().$queryRawUnsafe<{ "QUERY PLAN": string }[]>(
      `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${sql}`,
    );
    return [sql.trim(), ...rows.map((row) => row["QUERY PLAN"])].join("\n");
  };
  const shelf = `(SELECT ('@' || hashtext('${BIG_OWNER}'))::tsquery && search_query('{quinquereme}'))`;
  return [
    await explain(
      `SELECT id FROM session s WHERE owner_id = '${BIG_OWNER}' AND state <> 'deleted' ORDER BY created_at DESC, id DESC LIMIT 21`,
    ),
    await explain(
      `SELECT width_bucket(created_at, ARRAY[now() - interval '77 days', now() - interval '70 days']) AS nth, count(*), sum(anchor)
       FROM session WHERE owner_id = '${BIG_OWNER}' AND created_at >= now() - interval '77 days' AND state <> 'deleted' AND anchor > 0 GROUP BY nth`,
    ),
    await explain(`SELECT session_id FROM segment WHERE search @@ ${shelf}`),
    await explain(`SELECT session_id FROM translation WHERE search @@ ${shelf}`),
  ];
}
