import type { Segment } from "#protocol/transcript";

/**
 * The time for which a closed segment waits outside the log for its translations, and for which missing ones are not
 * marked, ms.
 */
export const TRANSLATION_WAIT_MS = 1_500;

/**
 * The reach of a page's log. A screen reader announces each segment that enters the log, so a segment enters once it is
 * finished: closed, and with its translations, or without those that did not arrive in time.
 */
export type LogReach = {
  /** The log holds every closed segment up to this one. */
  readonly seq: number;
  /** The times at which the waiting segments closed on this page, by their seq. */
  readonly closedAt: ReadonlyMap<number, number>;
};

type Reading = {
  /** Whether the final translations in all languages shown are there. */
  readonly isTranslated: (segment: Segment) => boolean;
  readonly now: number;
};

/**
 * Begins a log, which holds the segments that exist when the page is opened.
 * @param segments in their order
 */
export function beginLog(segments: readonly Segment[]): LogReach {
  const open = segments.find((segment) => segment.open);
  return { seq: open ? open.seq - 1 : (segments.at(-1)?.seq ?? 0), closedAt: new Map() };
}

/** Adds the finished segments to the log, in their order. Returns the same value if nothing changes. */
export function extendLog(log: LogReach, segments: readonly Segment[], { isTranslated, now }: Reading): LogReach {
  const behind = segments.filter(({ seq }) => seq > log.seq);
  const since = ({ seq }: Segment) => log.closedAt.get(seq) ?? now;
  const isFinished = (segment: Segment) =>
    !segment.open && (segment.kind === "gap" || isTranslated(segment) || now - since(segment) >= TRANSLATION_WAIT_MS);
  const unfinished = behind.findIndex((segment) => !isFinished(segment));
  const entering = unfinished === -1 ? behind : behind.slice(0, unfinished);
  const waiting = behind.slice(entering.length).filter(({ open }) => !open);
  const isSame = entering.length === 0 && waiting.every(({ seq }) => log.closedAt.has(seq));
  if (isSame && waiting.length === log.closedAt.size) return log;
  return {
    seq: entering.at(-1)?.seq ?? log.seq,
    closedAt: new Map(waiting.map((segment) => [segment.seq, since(segment)])),
  };
}

/** The milliseconds until the next segment enters without its translations; null: none waits for them. */
export function msToNextEntry(log: LogReach, segments: readonly Segment[], now: number): number | null {
  const next = segments.find(({ seq }) => seq > log.seq);
  const closedAt = next && !next.open ? log.closedAt.get(next.seq) : undefined;
  return closedAt === undefined ? null : Math.max(0, closedAt + TRANSLATION_WAIT_MS - now);
}

export function isInLog(log: LogReach, { seq, open }: Segment): boolean {
  return seq <= log.seq && !open;
}
