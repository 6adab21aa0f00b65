import { database, limitLockWait } from "../database";
import { readingTurns } from "../sound-turns";

/** The peaks of stored parts, see the model SoundPart. `first` and `end` are samples on the session's clock. */
type StoredPeaks = {
  readonly end: number;
  readonly parts: readonly { readonly first: number; readonly peaks: Uint8Array }[];
};

/**
 * Null when the session has no stored sound. An hour has 36,000 peaks.
 * @throws an error of PostgreSQL after 2 s if a lock is held
 */
export async function readPeaks(sessionId: string): Promise<StoredPeaks | null> {
  const read = database().session.findFirst({
    where: { id: sessionId, state: { not: "deleted" }, soundEnd: { gt: 0 } },
    select: { soundEnd: true, soundParts: { select: { first: true, peaks: true }, orderBy: { first: "asc" } } },
  });
  const [, session] = await readingTurns.take(() => database().$transaction([limitLockWait(), read]));
  if (!session) return null;
  const parts = session.soundParts.map(({ first, peaks }) => ({ first: Number(first), peaks }));
  return { end: Number(session.soundEnd), parts };
}
