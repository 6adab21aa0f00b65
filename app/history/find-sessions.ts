import { type FoundSegment, matchingWords, searchQuery, searchSegments, searchSessions } from "#store/search/search";
import { listSessions } from "#store/session/history";
import type { SessionFilter } from "#store/session/session-filter";
import { STATES_NOT_OVER } from "#store/session/state-table";
import type { FoundPage, Hit } from "./found";
import { marksIn, wordsIn } from "./marks";
import { type HistoryQuery, partsOf, periodOf } from "./query";

const PAGE_LENGTH = 20;
const STATES = { live: STATES_NOT_OVER, ended: ["ended"], failed: ["failed"] } as const;

/** The page of an owner's history for a query, in days of their time zone. @param now ms since 1970 */
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
  const marked = await markerOf(
    sessions.flatMap(({ hits }) => hits),
    parts,
  );
  return {
    next,
    sessions: sessions.map(({ places, hits, ...session }) => ({
      ...session,
      found: { places, hits: hits.map(marked) },
    })),
  };
}

/** All matches in a session of the owner. Null: no such session, or no word to find. */
export async function findPlaces(ownerId: string, sessionId: string, typed: string): Promise<Hit[] | null> {
  const parts = partsOf(typed);
  const sought = parts.length === 0 ? null : await searchQuery(parts);
  const lines = sought && (await searchSegments(ownerId, sessionId, sought));
  return lines === null ? null : lines.map(await markerOf(lines, parts));
}

/** Marks the matches in these lines. PostgreSQL decides which words are forms of the searched ones. */
async function markerOf(
  lines: readonly FoundSegment[],
  parts: readonly string[],
): Promise<(line: FoundSegment) => Hit> {
  const texts = lines.flatMap((line) => line.texts);
  const distinct = new Map(
    texts.flatMap(({ lang, text, next = "" }) =>
      wordsIn(`${text} ${next}`).map((word) => [`${lang} ${word}`, { lang, word }]),
    ),
  );
  const matching = await matchingWords([...distinct.values()], parts);
  const sought = new Set(matching.map(({ lang, word }) => `${lang} ${word}`));
  const marked = (lang: string, text: string) => ({
    text,
    marks: marksIn(text, (word) => sought.has(`${lang} ${word}`)),
  });
  return (line) => ({
    ...line,
    texts: line.texts.map(({ lang, text, next }) => ({
      lang,
      ...marked(lang, text),
      ...(next !== undefined && { next: marked(lang, next) }),
    })),
  });
}
