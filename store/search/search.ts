import { database } from "../database";
import { Prisma } from "../generated/client";
import { LISTED_COLUMNS, type ListedColumns, type ListedSession, toListedSession } from "../session/listed-session";
import { cursorAfter, type SessionFilter, whereSession } from "../session/session-filter";
import {
  type AcrossSegments,
  crossingSegments,
  crossingSessions,
  NO_CROSSING_SEGMENTS,
  phrasesAcross,
} from "./across-segments";

/** A session of a search result. */
export type FoundSession = ListedSession & {
  /** The number of segments that match, in any language. */
  readonly places: number;
  /** The first three of these segments. */
  readonly hits: readonly FoundSegment[];
};

/** A segment in the spoken language and in the languages that match. `next`: the next segment, into which the match reaches. */
export type FoundSegment = {
  readonly seq: number;
  readonly part: number;
  readonly startMs: number;
  readonly texts: readonly { readonly lang: string; readonly text: string; readonly next?: string }[];
};

export type SearchPage = {
  readonly sessions: FoundSession[];
  readonly next: string | null;
};

/** Segments of the newest sessions that are scanned before the index is used. */
const SCANNED_SEGMENTS = 3_000;
const SCANNED_SESSIONS = 500;
const HITS_SHOWN = 3;
const LEADING_WORDS = 2;

/** The words of a search as PostgreSQL's `tsquery`. */
export type Sought = {
  readonly query: string;
  /** The query for the index: every segment that matches `query` matches it too. */
  readonly lead: string;
  /** Absent: no phrase can reach from one segment into the next. */
  readonly across?: AcrossSegments | undefined;
};

type SoughtRow = {
  query: string | null;
  lead: string | null;
  across: string | null;
  phrases: string[] | null;
  heads: string | null;
  tails: string | null;
  near: string | null;
};

/** Null when the search contains no word. @param parts words and phrases */
export async function searchQuery(parts: readonly string[]): Promise<Sought | null> {
  const joined = phrasesAcross(parts);
  const [found] = await database().$queryRaw<SoughtRow[]>`
    WITH phrase AS MATERIALIZED (
      SELECT search_query(ARRAY[given])::text AS query, regexp_split_to_array(btrim(search_spaced(given)), '\\s+') AS words
      FROM unnest(${joined}::text[]) given WHERE numnode(phraseto_tsquery('pg_catalog.simple', search_spaced(given))) > 1
    ), ends AS (
      SELECT search_query(words[1:1])::text AS head, search_query(words[cardinality(words):])::text AS tail FROM phrase
    )
    SELECT search_query(${parts})::text AS query, search_query(${parts.flatMap(leadOf)})::text AS lead,
      search_query(${joined})::text AS across, (SELECT array_agg(query) FROM phrase) AS phrases,
      (SELECT CASE WHEN count(*) = count(head) THEN string_agg('(' || head || ')', ' | ') END FROM ends) AS heads,
      (SELECT CASE WHEN count(*) = count(tail) THEN string_agg('(' || tail || ')', ' | ') END FROM ends) AS tails,
      (SELECT search_query(ARRAY[word])::text FROM phrase, unnest(words) word
        WHERE search_query(ARRAY[word]) IS NOT NULL ORDER BY length(word) DESC LIMIT 1) AS near`;
  if (!found?.query) return null;
  const { query, lead, across, phrases, heads, tails, near } = found;
  const hasPhrase = across !== null && phrases !== null && near !== null;
  return {
    query,
    lead: lead ?? query,
    across: hasPhrase ? { query: across, phrases, heads, tails, lead: near } : undefined,
  };
}

/**
 * Returns the longest words of a phrase, which are usually the rarest. With the whole phrase "the salt of the earth" the
 * index would read every segment with "the".
 */
function leadOf(part: string): string[] {
  // PostgreSQL may read words with punctuation between them as one, so such a phrase is used whole.
  if (!/^[\p{L}\p{M}\p{N}\s]+$/u.test(part)) return [part];
  const words = part.trim().split(/\s+/);
  return words.toSorted((a, b) => b.length - a.length).slice(0, LEADING_WORDS);
}

/**
 * The sessions of an owner that match, newest (or oldest) first. A common word is found quickly by scanning the sessions in
 * their order. A rare word is looked up in the index, which returns few segments. Each way is fast where the other is slow.
 */
export async function searchSessions(filter: SessionFilter, sought: Sought, limit: number): Promise<SearchPage> {
  const through = await scanSessions(filter, sought, limit + 1);
  const isEnough = through.isEvery || through.found.length > limit;
  const found = isEnough ? through.found : await searchIndex(filter, sought, limit + 1);
  const shown = found.slice(0, limit);
  const sessions = await withHits(shown, sought);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { sessions, next: last ? cursorAfter(last, filter.sort) : null };
}

// OFFSET 0, here and below, keeps the planner from using the index for the remaining rows.
const SAID_IN_SESSION = ({ query, across }: Sought) => Prisma.sql`
  EXISTS (SELECT 1 FROM (SELECT search FROM segment WHERE session_id = s.id OFFSET 0) g WHERE search @@ ${query}::tsquery)
  OR EXISTS (SELECT 1 FROM (SELECT search FROM translation WHERE session_id = s.id OFFSET 0) t WHERE search @@ ${query}::tsquery)
  ${across ? Prisma.sql`OR EXISTS (${crossingSegments(across, Prisma.sql`= s.id`)})` : Prisma.empty}`;

/** `isEvery`: every session that matches the filter was scanned. */
type Scanned = { readonly found: ListedColumns[]; readonly isEvery: boolean };

async function scanSessions(filter: SessionFilter, sought: Sought, limit: number): Promise<Scanned> {
  const { where, order } = whereSession(filter);
  const rows = await database().$queryRaw<(Partial<ListedColumns> & { isEvery: boolean })[]>`
    WITH near AS MATERIALIZED (
      SELECT s.*, sum((next_seq - 1) * (1 + cardinality(target_langs))) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING) AS scanned
      FROM (SELECT * FROM session s WHERE ${where} ORDER BY ${order} LIMIT ${SCANNED_SESSIONS}) s
    ), looked AS (
      SELECT count(*) < ${SCANNED_SESSIONS} AND coalesce(max(scanned), 0) <= ${SCANNED_SEGMENTS} AS every FROM near
    )
    SELECT looked.every AS "isEvery", ${LISTED_COLUMNS} FROM looked LEFT JOIN (
      SELECT * FROM near s WHERE scanned <= ${SCANNED_SEGMENTS} AND (${SAID_IN_SESSION(sought)}) ORDER BY ${order} LIMIT ${limit}
    ) s ON true ORDER BY ${order}`;
  const found = rows.flatMap(({ isEvery: _, ...row }) => (isFound(row) ? [row] : []));
  return { found, isEvery: rows[0]?.isEvery ?? false };
}

/** Whether the row is a session: if nothing was found, the query returns one row of nulls. */
function isFound(row: Partial<ListedColumns>): row is ListedColumns {
  return typeof row.id === "string";
}

function searchIndex(filter: SessionFilter, { query, lead, across }: Sought, limit: number): Promise<ListedColumns[]> {
  const { where, order } = whereSession(filter);
  return database().$queryRaw<ListedColumns[]>`
    WITH RECURSIVE shelves AS (
      (SELECT shelf FROM session WHERE owner_id = ${filter.ownerId} ORDER BY shelf LIMIT 1)
      UNION ALL
      SELECT (SELECT shelf FROM session WHERE owner_id = ${filter.ownerId} AND shelf > last.shelf ORDER BY shelf LIMIT 1)
      FROM shelves last WHERE last.shelf IS NOT NULL
    ), wanted AS MATERIALIZED (
      SELECT string_agg('@' || shelf, ' | ')::tsquery && ${lead}::tsquery AS lead,
        string_agg('@' || shelf, ' | ')::tsquery && ${across?.lead ?? null}::text::tsquery AS near FROM shelves WHERE shelf IS NOT NULL
    ), hit AS MATERIALIZED (
      SELECT session_id FROM (SELECT session_id, search FROM segment WHERE search @@ (SELECT lead FROM wanted) OFFSET 0) g
        WHERE search @@ ${query}::tsquery
      UNION
      SELECT session_id FROM (SELECT session_id, search FROM translation WHERE search @@ (SELECT lead FROM wanted) OFFSET 0) t
        WHERE search @@ ${query}::tsquery
      ${across ? Prisma.sql`UNION (${crossingSessions(across, Prisma.sql`(SELECT near FROM wanted)`)})` : Prisma.empty}
    )
    SELECT ${LISTED_COLUMNS} FROM hit JOIN session s ON s.id = hit.session_id WHERE ${where}
    ORDER BY ${order} LIMIT ${limit}`;
}

type HitRow = {
  sessionId: string;
  seq: number;
  part: number;
  startMs: number;
  places: number;
  texts: FoundSegment["texts"];
};

/** Adds to sessions the first segments that match and the number of all. */
async function withHits(rows: readonly ListedColumns[], sought: Sought): Promise<FoundSession[]> {
  const ids = rows.map(({ id }) => id);
  const hits = await hitsIn(ids, sought, HITS_SHOWN);
  return rows.map((row) => {
    const own = hits.filter(({ sessionId }) => sessionId === row.id);
    return {
      ...toListedSession(row),
      places: own[0]?.places ?? 0,
      hits: own.map(toFoundSegment),
    };
  });
}

/** Every segment of an owner's session that matches. Null when there is no such session of this owner. */
export async function searchSegments(
  ownerId: string,
  sessionId: string,
  sought: Sought,
): Promise<FoundSegment[] | null> {
  const own = await database().session.count({ where: { id: sessionId, ownerId, state: { not: "deleted" } } });
  return own === 0 ? null : (await hitsIn([sessionId], sought, null)).map(toFoundSegment);
}

function toFoundSegment({ seq, part, startMs, texts }: HitRow): FoundSegment {
  return { seq, part, startMs, texts };
}

/** @param most of each session, its first ones; null: all */
function hitsIn(ids: readonly string[], { query, across }: Sought, most: number | null): Promise<HitRow[]> {
  return database().$queryRaw<HitRow[]>`
    WITH hit AS (
      SELECT session_id, seq, part FROM (SELECT session_id, seq, part, search FROM segment WHERE session_id = ANY(${ids}) OFFSET 0) g
        WHERE search @@ ${query}::tsquery
      UNION
      SELECT session_id, seq, part FROM (SELECT session_id, seq, part, search FROM translation WHERE session_id = ANY(${ids}) OFFSET 0) t
        WHERE search @@ ${query}::tsquery
    ), crossing AS MATERIALIZED (
      ${across ? crossingSegments(across, Prisma.sql`= ANY(${ids})`) : NO_CROSSING_SEGMENTS}
    ), place AS (
      SELECT session_id, seq, part, bool_or(crosses) AS crosses FROM (
        SELECT session_id, seq, part, false AS crosses FROM hit UNION ALL SELECT session_id, seq, part, true FROM crossing
      ) every GROUP BY session_id, seq, part
    ), ranked AS (
      SELECT session_id, seq, part, crosses, row_number() OVER (PARTITION BY session_id ORDER BY seq, part) AS nth,
        count(*) OVER (PARTITION BY session_id)::int AS places FROM place
    )
    SELECT r.session_id AS "sessionId", r.seq, r.part, r.places, g.start_ms AS "startMs",
      jsonb_strip_nulls(jsonb_build_array(jsonb_build_object('lang', g.lang, 'text', g.text, 'next', n.text)) || coalesce((
        SELECT jsonb_agg(jsonb_build_object('lang', t.lang, 'text', t.text, 'next', u.text) ORDER BY t.lang) FROM translation t
        LEFT JOIN crossing c ON c.session_id = t.session_id AND c.seq = t.seq AND c.part = t.part AND c.lang = t.lang
        LEFT JOIN translation u ON u.session_id = c.session_id AND u.seq = n.seq AND u.part = n.part AND u.lang = c.lang
        WHERE t.session_id = r.session_id AND t.seq = r.seq AND t.part = r.part
          AND (t.search @@ ${query}::tsquery OR c.lang IS NOT NULL)), '[]')) AS texts
    FROM ranked r JOIN segment g ON g.session_id = r.session_id AND g.seq = r.seq AND g.part = r.part
    LEFT JOIN LATERAL (
      SELECT seq, part, text FROM segment WHERE session_id = r.session_id AND (seq, part) > (r.seq, r.part)
      ORDER BY seq, part LIMIT 1
    ) n ON r.crosses
    WHERE r.nth <= coalesce(${most}::bigint, r.nth) ORDER BY r.session_id, r.seq, r.part`;
}

export type Wordly = { readonly lang: string; readonly word: string };

/** The words among these that are forms of the words of the search, each in its own language. */
export async function matchingWords(words: readonly Wordly[], parts: readonly string[]): Promise<Wordly[]> {
  if (words.length === 0) return [];
  return database().$queryRaw<Wordly[]>`
    WITH sought AS (
      SELECT array_agg(DISTINCT lexeme) AS lexemes FROM pg_ts_config c, unnest(${parts}::text[]) part,
        unnest(tsvector_to_array(to_tsvector(c.oid::regconfig, search_spaced(part)))) lexeme
      WHERE c.cfgname LIKE 'spoken\\_%' OR c.oid = 'pg_catalog.simple'::regconfig
    )
    SELECT lang, word FROM unnest(${words.map(({ lang }) => lang)}::text[], ${words.map(({ word }) => word)}::text[]) AS given(lang, word), sought
    WHERE tsvector_to_array(to_tsvector(search_config(lang), search_spaced(word))) && sought.lexemes`;
}
