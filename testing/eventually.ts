import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 20;
/** Far beyond what anything here takes: a fact that comes late, on a machine that is busy, is no failure. */
const DEADLINE_MS = 90_000;

/**
 * Waits for a fact and gives it back: anything but null, undefined and false.
 * @throws Error that names the fact when it does not come true in time
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
