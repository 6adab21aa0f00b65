import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 20;
/** Generous deadline: a busy machine must not fail a test. */
const DEADLINE_MS = 90_000;

/**
 * Waits until `fact` returns something other than null, undefined or false, and returns it.
 * @throws Error with `what` if it does not in time
 */
export async function eventually<T>(
  what: string,
  fact: () => T | Promise<T>,
  deadlineMs = DEADLINE_MS,
): Promise<Exclude<T, null | undefined | false>> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const found = await fact();
    if (found !== null && found !== undefined && found !== false) return found as Exclude<T, null | undefined | false>;
    if (Date.now() > end) throw new Error(`It did not happen within ${deadlineMs / 1_000} s: ${what}`);
    await delay(POLL_MS);
  }
}
