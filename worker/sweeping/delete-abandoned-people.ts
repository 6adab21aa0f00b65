import { ABANDONED_KEY } from "#redis/keys";
import { removeAbandoned, removeExpiredVerifications } from "#store/people/abandoned";
import type { WorkerContext } from "../context";

const EVERY_MS = 3_600_000;
const AT_ONCE = 500;

/**
 * Deletes anonymous people without sessions who have not returned for ANONYMOUS_DAYS, and expired challenges and tokens of
 * letters. Runs once an hour, or at every sweep while there are many such people.
 */
export async function deleteAbandonedPeople({ redis, log, env }: WorkerContext): Promise<void> {
  if ((await redis.set(ABANDONED_KEY, "1", "PX", EVERY_MS, "NX")) !== "OK") return;
  await removeExpiredVerifications();
  const people = await removeAbandoned(env.ANONYMOUS_DAYS, AT_ONCE);
  if (people > 0) log.info({ people }, "deleted abandoned anonymous people");
  if (people === AT_ONCE) await redis.del(ABANDONED_KEY);
}
