import { database } from "./database";
import { readProfile } from "./profiles";

/** Who somebody is here and what they chose. */
export async function ownPerson(userId: string): Promise<object> {
  const profile = await readProfile(userId);
  return { id: userId, ...profile };
}

/** Everything of one's own sessions, one at a time, so that a long history fits into little memory. */
export async function* ownSessions(userId: string): AsyncGenerator<object> {
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
      include: {
        shareLinks: { omit: { sessionId: true, tokenHash: true, tokenSealed: true, passwordHash: true } },
        segments: {
          orderBy: [{ seq: "asc" }, { part: "asc" }],
          omit: { sessionId: true, epoch: true },
          include: {
            translations: { omit: { sessionId: true, seq: true, part: true }, orderBy: { lang: "asc" } },
            earlierTexts: { omit: { sessionId: true, seq: true, part: true }, orderBy: { rev: "asc" } },
          },
        },
      },
    });
    if (!session) return;
    after = session.id;
    yield session;
  }
}
