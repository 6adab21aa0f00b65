import { forgetSpending } from "#redis/budget";
import { removePerson, someSessionsOf } from "#store/people/being-deleted";
import { type Deleting, deleteSession } from "./session";

const AT_ONCE = 8;

/**
 * Deletes a person: first each session, as if the person had deleted it, then the rest. Safe to repeat.
 * @throws Error if a table is locked or damaged
 */
export async function deletePerson(deleting: Deleting, userId: string): Promise<void> {
  for (;;) {
    const sessions = await someSessionsOf(userId, AT_ONCE);
    const areDeleted = await Promise.all(sessions.map((sessionId) => deleteSession(deleting, sessionId)));
    if (areDeleted.includes(false)) throw new Error("the rows of a session could not be deleted yet");
    if (sessions.length === 0 && (await removePerson(userId))) return forgetSpending(deleting.redis, userId);
  }
}
