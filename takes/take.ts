import { CHUNK_SAMPLES } from "#protocol/sound";
import type { ScriptedRedis } from "#redis/connection";
import { openTake, restoreTake, setSpokenLanguage } from "#redis/mailbox";
import { nextTake, presentTake, setTakeStart, type TakeRow } from "#store/session/takes";

/** An open take. `expected`: the number of the next chunk. */
export type OpenTake = TakeRow & { readonly expected: number };

export type TakeRefused = "superseded" | "over";

/** Begins the session's next take, which supersedes every older one. */
export async function beginTake(redis: ScriptedRedis, sessionId: string): Promise<OpenTake | TakeRefused> {
  const row = await nextTake(sessionId);
  if (!row) return "over";
  const takeStart = await openTake(redis, sessionId, row.take, row.reach);
  if (typeof takeStart === "string") return takeStart === "gone" ? "over" : takeStart;
  // Each chunk carries its language: a worker may read it after the session's language has changed.
  await setSpokenLanguage(redis, sessionId, row.sourceLang);
  await setTakeStart(sessionId, row.take, takeStart);
  return { ...row, takeStart, expected: 1 };
}

/**
 * Continues a take. If Redis lost it in a restart, the store restores it: chunks that the anchor covers count as arrived,
 * and the page sends the others again.
 */
export async function resumeTake(
  redis: ScriptedRedis,
  sessionId: string,
  take: number,
): Promise<OpenTake | TakeRefused> {
  const row = await presentTake(sessionId);
  if (!row) return "over";
  if (row.take !== take) return "superseded";
  const n = Math.max(Math.floor((row.anchor - row.takeStart) / CHUNK_SAMPLES), 0);
  const end = row.takeStart + n * CHUNK_SAMPLES;
  const last = await restoreTake(redis, sessionId, { take, n, end });
  if (typeof last === "string") return last === "gone" ? "over" : last;
  return { ...row, expected: last + 1 };
}
