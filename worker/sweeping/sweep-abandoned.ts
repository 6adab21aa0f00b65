import { ABANDONED_KEY } from "#redis/keys";
import { removeAbandoned, removeExpiredVerifications } from "#store/people/abandoned";
import type { WorkerContext } from "../context";

const EVERY_MS = 3_600_000;
const AT_ONCE = 500;

/**
 * Removes anonymous people without data who no longer visit, and expired challenges and tokens of letters: once an hour, or
 * in every sweep while there are many people.
 */
export async function sweepAbandoned({ redis, log, env }: WorkerContext): Promise<void> {
  if ((await redis.set(ABANDONED_KEY, "1", "PX", EVERY_MS, "NX")) !== "OK") return;
  await removeExpiredVerifications();
  const people = await removeAbandoned(env.ANONYMOUS_DAYS, AT_ONCE);
  if (people > 0) log.info({ people }, "removed: anonymous people without sessions who have not come for long");
  if (people === AT_ONCE) await redis.del(ABANDONED_KEY);
}
