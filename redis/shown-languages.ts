import type { Redis } from "ioredis";
import { shownLanguagesKey } from "./keys";
import { redisTimeMs } from "./redis-time";

/** A gateway's report is valid for this long, ms; it repeats it every 2 s. */
const VALID_MS = 5_000;

/** Reports which languages of each session pages show at one gateway. */
export async function reportShownLanguages(
  redis: Redis,
  gatewayId: string,
  langsBySession: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  if (langsBySession.size === 0) return;
  const until = (await redisTimeMs(redis)) + VALID_MS;
  const batch = redis.pipeline();
  for (const [sessionId, langs] of langsBySession) {
    const key = shownLanguagesKey(sessionId);
    batch.hset(key, gatewayId, JSON.stringify({ until, langs })).pexpire(key, VALID_MS);
  }
  await batch.exec();
}

/** The languages of each session that a page shows now, at any gateway. */
export async function readShownLanguages(
  redis: Redis,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const batch = redis.pipeline();
  for (const sessionId of sessionIds) batch.hvals(shownLanguagesKey(sessionId));
  const [now, replies] = await Promise.all([redisTimeMs(redis), batch.exec().then((all) => all ?? [])]);
  return new Map(
    sessionIds.map((sessionId, i) => {
      const [error, reports] = replies[i] ?? [];
      if (error) throw error;
      const all = ((reports ?? []) as string[]).map((json): { until: number; langs: string[] } => JSON.parse(json));
      return [sessionId, new Set(all.filter(({ until }) => until > now).flatMap(({ langs }) => langs))];
    }),
  );
}
