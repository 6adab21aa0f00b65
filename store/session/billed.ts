import { database } from "../database";

/** Adds to the billed seconds of a session. Not fenced: sound that an older epoch sent is billed too. */
export async function addBilledSeconds(sessionId: string, seconds: number): Promise<void> {
  await database().$executeRaw`
    UPDATE session SET billed_seconds = billed_seconds + ${seconds}::float8 WHERE id = ${sessionId}`;
}
