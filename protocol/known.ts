/**
 * The changes of one room that a page knows. Revs are not consecutive within a room, since all rooms of a session share
 * one counter.
 */
export type Known = {
  /** Every change of the room up to this rev is known. */
  readonly rev: number;
  /** The rev of the latest change that the page has been told of. */
  readonly latest: number;
  /** Changes that arrived before their predecessor: from the predecessor's rev to their own rev. */
  readonly ahead: ReadonlyMap<number, number>;
};

export const NOTHING_KNOWN: Known = { rev: 0, latest: 0, ahead: new Map() };

/** Whether a change that was announced has not arrived. */
export function isMissing(known: Known): boolean {
  return known.latest > known.rev;
}

/** Records a read of everything after `since` and up to `rev`. */
export function withRead(known: Known, since: number, rev: number): Known {
  return since <= known.rev && rev > known.rev ? joined({ ...known, rev }) : known;
}

/** Records a change whose predecessor has the rev `after`; null: the predecessor is unknown. */
export function withChange(known: Known, after: number | null, rev: number): Known {
  if (rev <= known.rev) return known;
  const latest = withLatest(known, rev);
  return after === null ? latest : joined({ ...latest, ahead: new Map(latest.ahead).set(after, rev) });
}

/** Records that the room's latest change has this rev. */
export function withLatest(known: Known, rev: number): Known {
  return rev > known.latest ? { ...known, latest: rev } : known;
}

/** Applies every change that arrived early and whose predecessor is now known. */
function joined(known: Known): Known {
  let { rev } = known;
  let ahead = [...known.ahead];
  for (let next = ahead.find(([after]) => after <= rev); next; next = ahead.find(([after]) => after <= rev)) {
    rev = Math.max(rev, next[1]);
    ahead = ahead.filter((link) => link !== next);
  }
  return { rev, latest: Math.max(known.latest, rev), ahead: new Map(ahead) };
}
