/** What is known of the changes in one room: revs are not consecutive there, since all rooms share one count. */
export type Known = {
  /** Every change of the room up to this rev is known. */
  readonly rev: number;
  /** The latest change that was heard of. */
  readonly latest: number;
  /** Changes that arrived before the one that they follow: its rev, and theirs. */
  readonly ahead: ReadonlyMap<number, number>;
};

export const NOTHING_KNOWN: Known = { rev: 0, latest: 0, ahead: new Map() };

/** Something that was changed has not arrived. */
export function isMissing(known: Known): boolean {
  return known.latest > known.rev;
}

/** Everything up to `rev` was read from the store, by someone who knew everything up to `since`. */
export function withRead(known: Known, since: number, rev: number): Known {
  return since <= known.rev && rev > known.rev ? joined({ ...known, rev }) : known;
}

/** A change arrived that follows the one with the rev `after`; null: that is not known. */
export function withChange(known: Known, after: number | null, rev: number): Known {
  if (rev <= known.rev) return known;
  const heard = withLatest(known, rev);
  return after === null ? heard : joined({ ...heard, ahead: new Map(heard.ahead).set(after, rev) });
}

/** It was heard that the room's latest change has this rev. */
export function withLatest(known: Known, rev: number): Known {
  return rev > known.latest ? { ...known, latest: rev } : known;
}

/** Goes over every change that arrived ahead and follows one that is known. */
function joined(known: Known): Known {
  let { rev } = known;
  let ahead = [...known.ahead];
  for (let next = ahead.find(([after]) => after <= rev); next; next = ahead.find(([after]) => after <= rev)) {
    rev = Math.max(rev, next[1]);
    ahead = ahead.filter((link) => link !== next);
  }
  return { rev, latest: Math.max(known.latest, rev), ahead: new Map(ahead) };
}
