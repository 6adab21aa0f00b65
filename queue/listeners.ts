import type { Redis } from "ioredis";
import { listenersKey } from "./keys";

/** What a gateway said counts for this long; it says it again every second. */
const VALID_MS = 3_500;

/** Says which languages of a session are read at one gateway. */
export async function reportListeners(
  redis: Redis,
  gatewayId: string,
  sessionId: string,
  langs: readonly string[],
): Promise<void> {
  const key = listenersKey(sessionId);
  const report = JSON.stringify({ until: Date.now() + VALID_MS, langs });
  await redis.multi().hset(key, gatewayId, report).pexpire(key, VALID_MS).exec();
}

/** The languages of a session that somebody reads now, anywhere. */
export async function readListeners(redis: Redis, sessionId: string): Promise<ReadonlySet<string>> {
  const now = Date.now();
  const reports = Object.values(await redis.hgetall(listenersKey(sessionId)));
  const all = reports.map((json): { until: number; langs: string[] } => JSON.parse(json));
  return new Set(all.filter(({ until }) => until > now).flatMap(({ langs }) => langs));
}
