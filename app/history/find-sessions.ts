import { listSessions } from "#store/history";
import { matchingWords, searchQuery, searchSessions } from "#store/search";
import type { SessionFilter } from "#store/session-filter";
import type { FoundPage } from "./found";
import { marksIn, wordsIn } from "./marks";
import { type HistoryQuery, partsOf, periodOf } from "./query";

const PAGE_LENGTH = 20;
const STATES = { live: ["live", "waiting", "ending"], ended: ["ended"], failed: ["failed"] } as const;

/** A page of an owner's history as its address asks for it, in days of their time zone. @param now ms since 1970 */
export async function findSessions(
  ownerId: string,
  query: HistoryQuery,
  timeZone: string,
  now: number,
): Promise<FoundPage> {
  const { lang, state, tag, sort, before } = query;
  const filter: SessionFilter = {
    ownerId,
    lang,
    tag,
    sort,
    before,
    states: state && STATES[state],
    ...periodOf(query, now, timeZone),
  };
  const parts = query.q === undefined ? [] : partsOf(query.q);
  if (parts.length === 0) {
    const page = await listSessions({ ...filter, limit: PAGE_LENGTH });
    return { ...page, sessions: page.sessions.map((session) => ({ ...session, found: null })) };
  }
  const sought = await searchQuery(parts);
  if (sought === null) return { sessions: [], next: null };
  const { sessions, next } = await searchSessions(filter, sought, PAGE_LENGTH);
  const isSought = await judgeOf(
    sessions.flatMap(({ hits }) => hits.flatMap(({ texts }) => texts)),
    parts,
  );
  return {
    next,
    sessions: sessions.map(({ places, hits, ...session }) => ({
      ...session,
      found: {
        places,
        hits: hits.map((hit) => ({
          ...hit,
          texts: hit.texts.map(({ lang, text }) => ({ lang, text, marks: marksIn(text, isSought(lang)) })),
        })),
      },
    })),
  };
}

type Text = { readonly lang: string; readonly text: string };

/** Which words of these texts are what is looked for: PostgreSQL knows the forms of words. */
async function judgeOf(texts: readonly Text[], parts: readonly string[]) {
  const distinct = new Map(
    texts.flatMap(({ lang, text }) => wordsIn(text).map((word) => [`${lang} ${word}`, { lang, word }])),
  );
  const matching = await matchingWords([...distinct.values()], parts);
  const sought = new Set(matching.map(({ lang, word }) => `${lang} ${word}`));
  return (lang: string) => (word: string) => sought.has(`${lang} ${word}`);
}
