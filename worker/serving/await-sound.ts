import { setTimeout as delay } from "node:timers/promises";

/** PostgreSQL usually has stored the sound by then, ms. */
const USUAL_MS = 1_000;
/** How often the mailbox is looked at while the sound waits, ms. */
const LOOK_MS = 250;

/**
 * Waits until sound is stored, but no longer than until more entries arrive: their words must not wait for an object store
 * that is down, or a table that is locked.
 */
export async function untilStoredOrMore(stored: Promise<void>, hasMore: () => Promise<boolean>): Promise<void> {
  let isStored = false;
  const noted = stored.then(() => {
    isStored = true;
  });
  await Promise.race([noted, delay(USUAL_MS)]);
  while (!isStored && !(await hasMore())) await Promise.race([noted, delay(LOOK_MS)]);
}
