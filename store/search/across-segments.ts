import { Prisma } from "../generated/client";

/** A search for phrases that begin in one segment and end in the next, as PostgreSQL's `tsquery`. */
export type AcrossSegments = {
  /** The query that the two segments must match together. */
  readonly query: string;
  /** The phrases; at least one of them is in neither segment alone. */
  readonly phrases: readonly string[];
  /** Queries for the first words of all phrases, and for the last words. Null: one of these words has no lexeme. */
  readonly heads: string | null;
  readonly tails: string | null;
  /** The query for the index: the longest word, which is in one of the two segments. */
  readonly lead: string;
};

/**
 * Divides a search into words and phrases to find across segments: words that were typed without quotation marks are one
 * phrase.
 */
export function phrasesAcross(parts: readonly string[]): string[] {
  const isPhrase = (part: string | undefined) => part === undefined || /\s/.test(part);
  const phrases: string[] = [];
  for (const [at, part] of parts.entries()) {
    const joins = !isPhrase(part) && !isPhrase(parts[at - 1]);
    phrases.push(joins ? `${phrases.pop()} ${part}` : part);
  }
  return phrases;
}

/**
 * The condition that two consecutive segments match the query together, with at least one phrase that is in neither of them
 * alone. `a` and `b` are their search vectors.
 */
function crosses({ query, phrases, heads, tails }: AcrossSegments): Prisma.Sql {
  return Prisma.sql`coalesce(a @@ ${heads}::text::tsquery, true) AND coalesce(b @@ ${tails}::text::tsquery, true)
    AND (a || b) @@ ${query}::tsquery AND EXISTS (SELECT 1 FROM unnest(${phrases}::text[]) given, LATERAL (SELECT given::tsquery AS phrase) p
      WHERE (a || b) @@ phrase AND NOT a @@ phrase AND NOT b @@ phrase)`;
}

/**
 * Selects each segment in which a phrase begins that ends in the next segment. `lang` is empty for the original.
 * @param sessions the condition on the session's id, such as `= s.id`
 */
export function crossingSegments(across: AcrossSegments, sessions: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT session_id, seq, part, lang FROM (
      SELECT o.session_id, o.seq, o.part, o.nth, w.lang, w.search AS a, lead(w.search) OVER after AS b, lead(o.nth) OVER after AS next
      FROM (
        SELECT session_id, seq, part, row_number() OVER (PARTITION BY session_id ORDER BY seq, part) AS nth
        FROM segment WHERE session_id ${sessions}
      ) o JOIN (
        SELECT session_id, seq, part, '' AS lang, search FROM segment WHERE session_id ${sessions}
        UNION ALL SELECT session_id, seq, part, lang, search FROM translation WHERE session_id ${sessions}
      ) w ON w.session_id = o.session_id AND w.seq = o.seq AND w.part = o.part
      WINDOW after AS (PARTITION BY o.session_id, w.lang ORDER BY o.nth)
    ) pair WHERE next = nth + 1 AND ${crosses(across)}`;
}

export const NO_CROSSING_SEGMENTS = Prisma.sql`SELECT '' AS session_id, 0 AS seq, 0 AS part, '' AS lang WHERE false`;

/** Selects the sessions with such segments, through the index. @param lead the query for the index, in SQL */
export function crossingSessions(across: AcrossSegments, lead: Prisma.Sql): Prisma.Sql {
  const { heads, tails } = across;
  const isEnd = Prisma.sql`coalesce(search @@ ${heads}::text::tsquery OR search @@ ${tails}::text::tsquery, true)`;
  const beside = (order: Prisma.Sql) => Prisma.sql`
    CROSS JOIN LATERAL (SELECT seq, part FROM segment WHERE session_id = n.session_id AND (seq, part) ${order} LIMIT 1) f`;
  return Prisma.sql`
    WITH near AS MATERIALIZED (
      SELECT session_id, seq, part, '' AS lang
      FROM (SELECT session_id, seq, part, search FROM segment WHERE search @@ ${lead} OFFSET 0) g WHERE ${isEnd}
      UNION ALL
      SELECT session_id, seq, part, lang
      FROM (SELECT session_id, seq, part, lang, search FROM translation WHERE search @@ ${lead} OFFSET 0) t WHERE ${isEnd}
    ), pair AS MATERIALIZED (
      SELECT n.session_id, n.lang, n.seq, n.part, f.seq AS next_seq, f.part AS next_part
      FROM near n ${beside(Prisma.sql`> (n.seq, n.part) ORDER BY seq, part`)}
      UNION
      SELECT n.session_id, n.lang, f.seq, f.part, n.seq, n.part
      FROM near n ${beside(Prisma.sql`< (n.seq, n.part) ORDER BY seq DESC, part DESC`)}
    )
    SELECT session_id FROM (
      SELECT p.session_id, x.search AS a, y.search AS b FROM pair p
      JOIN segment x ON x.session_id = p.session_id AND x.seq = p.seq AND x.part = p.part
      JOIN segment y ON y.session_id = p.session_id AND y.seq = p.next_seq AND y.part = p.next_part
      WHERE p.lang = ''
      UNION ALL
      SELECT p.session_id, x.search, y.search FROM pair p
      JOIN translation x ON x.session_id = p.session_id AND x.seq = p.seq AND x.part = p.part AND x.lang = p.lang
      JOIN translation y ON y.session_id = p.session_id AND y.seq = p.next_seq AND y.part = p.next_part AND y.lang = p.lang
    ) words WHERE ${crosses(across)}`;
}
