import { MOST_TERMS, type Term, withinLimits } from "#protocol/vocabulary";
import { database } from "../database";

/** The vocabulary of a session's owner. */
export async function termsOf(sessionId: string): Promise<Term[]> {
  const rows = await database().term.findMany({
    where: { user: { sessions: { some: { id: sessionId } } } },
    select: { written: true, heardAs: true },
    orderBy: { written: "asc" },
    take: MOST_TERMS,
  });
  // PostgreSQL's null is the empty list.
  return withinLimits(rows.map(({ written, heardAs }) => ({ written, heardAs: heardAs ?? [] })));
}
