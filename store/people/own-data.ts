import { database } from "../database";
import { listPasskeys } from "./passkeys";
import { readProfile } from "./profiles";

/** Lines that are read at once: what is made of them in one turn of the event loop has to stay short. */
const PAGE = 20;

/** One's own session: everything but its lines, and its lines in order, a page at a time. */
export type OwnSession = { readonly session: object; readonly pages: AsyncGenerator<readonly object[]> };

/** Who somebody is here and what they chose. */
export async function ownPerson(userId: string): Promise<object> {
  const [profile, passkeys] = await Promise.all([readProfile(userId), listPasskeys(userId)]);
  return { id: userId, ...profile, passkeys };
}

/** Everything of one's own sessions, one at a time, so that a long history fits into little memory. */
export async function* ownSessions(userId: string): AsyncGenerator<OwnSession> {
  let after = "";
  for (;;) {
    const session = await database().session.findFirst({
      where: { ownerId: userId, state: { not: "deleted" }, id: { gt: after } },
      orderBy: { id: "asc" },
      omit: {
        ownerId: true,
        epoch: true,
        failures: true,
        startedFrom: true,
        take: true,
        takeStart: true,
        anchor: true,
      },
      include: { shareLinks: { omit: { sessionId: true, tokenHash: true, tokenSealed: true, passwordHash: true } } },
    });
    if (!session) return;
    after = session.id;
    yield { session, pages: ownLines(session.id) };
  }
}

async function* ownLines(sessionId: string): AsyncGenerator<readonly object[]> {
  let last = { seq: 0, part: 0 };
  for (;;) {
    const lines = await database().segment.findMany({
      where: { sessionId, OR: [{ seq: { gt: last.seq } }, { seq: last.seq, part: { gt: last.part } }] },
      orderBy: [{ seq: "asc" }, { part: "asc" }],
      take: PAGE,
      omit: { sessionId: true, epoch: true },
      include: {
        translations: { omit: { sessionId: true, seq: true, part: true }, orderBy: { lang: "asc" } },
        earlierTexts: { omit: { sessionId: true, seq: true, part: true }, orderBy: { rev: "asc" } },
      },
    });
    yield lines;
    const end = lines.at(-1);
    if (!end || lines.length < PAGE) return;
    last = end;
  }
}
