import { forgetSpending } from "#redis/budget";
import { removePerson, someSessionsOf } from "#store/people/leaving";
import { type Deleting, deleteSession } from "./session";

const AT_ONCE = 8;

/** Removes a person with everything: each session as if they had deleted it, then what is left. Safe to repeat. */
export async function deletePerson(deleting: Deleting, userId: string): Promise<void> {
  for (;;) {
    const sessions = await someSessionsOf(userId, AT_ONCE);
    await Promise.all(sessions.map((sessionId) => deleteSession(deleting, sessionId)));
    if (sessions.length === 0 && (await removePerson(userId))) return forgetSpending(deleting.redis, userId);
  }
}
