import { type RateLimiterAbstract, RateLimiterRes } from "rate-limiter-flexible";
import type { LimitName } from "#protocol/refusal";
import type { LimitReached } from "./limits";

/** The limit, if its counter is used up. Reads without counting. */
export async function usedUp(
  limiter: RateLimiterAbstract,
  key: string,
  limit: LimitName,
): Promise<LimitReached | null> {
  const used = await limiter.get(key);
  if (used === null || used.consumedPoints < limiter.points) return null;
  return { limit, retryAfterSeconds: Math.max(Math.ceil(used.msBeforeNext / 1_000), 1) };
}

/** Counts `points`. @returns the limit, if they reach beyond it */
export async function consume(
  limiter: RateLimiterAbstract,
  key: string,
  points: number,
  limit: LimitName,
): Promise<LimitReached | null> {
  try {
    await limiter.consume(key, points);
    return null;
  } catch (rejected) {
    if (!(rejected instanceof RateLimiterRes)) throw rejected;
    return { limit, retryAfterSeconds: Math.ceil(rejected.msBeforeNext / 1_000) };
  }
}
