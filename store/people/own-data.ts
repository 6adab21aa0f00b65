import { database } from "../database";
import { listPasskeys } from "./passkeys";
import { readProfile } from "./profiles";

/** The number of segments that are read at once: processing them must not block the event loop for long. */
const PAGE = 20;

/** A session of the person without its segments, and its segments in order, one page at a time. */
export type OwnSession = {
  readonly session: { readonly id: string };
  readonly pages: AsyncGenerator<readonly object[]>;
};

/** A person's profile, settings and passkeys. */
export async function ownPerson(userId: string): Promise<object> {
  const [profile, passkeys] = await Promise.all([readProfile(userId), listPasskeys(userId)]);
  return { id: userId, ...profile, passkeys };
}

/** All data of a person's sessions, one session at a time, so that a long history needs little memory. */
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
        soundEnd: true,
        soundBytes: true,
      },
      // The secrets of a link and its code stay on the server.
      include: {
        shareLinks: {
          omit: {
            sessionId: true,
            tokenHash: true,
            tokenSealed: true,
            passwordHash: true,
            codeHash: true,
            codeSealed: true,
          },
        },
      },
    });
    if (!session) return;
    after = session.id;
    yield { session, pages: ownSegments(session.id) };
  }
}

async function* ownSegments(sessionId: string): AsyncGenerator<readonly object[]> {
  let last = { seq: 0, part: 0 };
  for (;;) {
    const segments = await database().segment.findMany({
      where: { sessionId, OR: [{ seq: { gt: last.seq } }, { seq: last.seq, part: { gt: last.part } }] },
      orderBy: [{ seq: "asc" }, { part: "asc" }],
      take: PAGE,
      omit: { sessionId: true, epoch: true },
      include: {
        translations: { omit: { sessionId: true, seq: true, part: true }, orderBy: { lang: "asc" } },
        earlierTexts: { omit: { sessionId: true, seq: true, part: true }, orderBy: { rev: "asc" } },
      },
    });
    yield segments;
    const end = segments.at(-1);
    if (!end || segments.length < PAGE) return;
    last = end;
  }
}
