import { spokenSince } from "#store/session/spoken";
import { type Weeks, weekBegins } from "./weeks";

const MINUTE_MS = 60_000;
/** With a shorter history there is nothing to compare. */
const USE_MS = 14 * 24 * 60 * MINUTE_MS;

/** Null for a person who started less than two weeks ago or spoke in none of the weeks. @param now ms since 1970 */
export async function spokenWeeks(ownerId: string, timeZone: string, now: number): Promise<Weeks | null> {
  const weeks = weekBegins(now, timeZone);
  const begins = weeks.map(({ at }) => at);
  const spoken = await spokenSince(ownerId, begins, new Date(now - USE_MS));
  return (
    spoken && {
      from: weeks[0]?.day ?? "",
      timeZone,
      minutes: spoken.map(({ ms }) => Math.round(ms / MINUTE_MS)),
      ms: spoken.reduce((sum, { ms }) => sum + ms, 0),
      sessions: spoken.reduce((sum, { sessions }) => sum + sessions, 0),
    }
  );
}
