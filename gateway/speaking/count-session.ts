import type { LimitReached, Limits } from "#access/limits";

/**
 * Counts one more live session of a person and an address, which begins or continues.
 * @returns the limit or budget that it would exceed; null: none
 */
export async function countSession(limits: Limits, userId: string, addressHash: string): Promise<LimitReached | null> {
  return (
    (await limits.maySpeak(userId, addressHash)) ??
    (await limits.startSession(userId, addressHash, 1)) ??
    (await limits.makeSession(userId, addressHash))
  );
}
