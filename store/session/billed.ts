import { database } from "../database";

/** Adds to what a session has cost. Not fenced: what an older epoch has sent is on the bill too. */
export async function addBilledSeconds(sessionId: string, seconds: number): Promise<void> {
  await database().$executeRaw`
    UPDATE session SET billed_seconds = billed_seconds + ${seconds}::float8 WHERE id = ${sessionId}`;
}
