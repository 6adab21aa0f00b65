import type { SpokenWord } from "./words";

type Keyed = Pick<SpokenWord, "key" | "time">;

export type Alignment = {
  /** How many of the committed words were heard (again), from their beginning. */
  readonly committed: number;
  /** How many of the heard words they are: what follows is new. */
  readonly heard: number;
  /** Words that were committed and are now heard otherwise. */
  readonly contradicted: number;
};

const MISSING = 1;
const SIMILAR = 1;
/** Two words that do not resemble each other are rather one that is gone and one that is new. */
const DIFFERENT = 1.5;
/** So many words are compared at once: a minute without a final stays cheap. */
const WINDOW = 40;

/**
 * Finds the committed words at the beginning of what is heard. Both begin at the same place in the
 * sound; either may end first. Levenshtein's distance over words, least at the end of either.
 */
export function align(committed: readonly Keyed[], heard: readonly Keyed[]): Alignment {
  let found: Alignment = { committed: 0, heard: 0, contradicted: 0 };
  for (;;) {
    found = overSame(committed, heard, found);
    if (found.committed === committed.length || found.heard === heard.length) return byTime(committed, heard, found);
    const left = committed.slice(found.committed, found.committed + WINDOW);
    const right = heard.slice(found.heard, found.heard + 2 * WINDOW);
    const isLast = found.committed + left.length === committed.length;
    found = sum(found, cheapest(left, right, distances(left, right), isLast));
  }
}

function overSame(committed: readonly Keyed[], heard: readonly Keyed[], from: Alignment): Alignment {
  let same = 0;
  for (;;) {
    const word = committed[from.committed + same];
    if (!word || word.key !== heard[from.heard + same]?.key) break;
    same += 1;
  }
  return { ...from, committed: from.committed + same, heard: from.heard + same };
}

function sum(a: Alignment, b: Alignment): Alignment {
  return {
    committed: a.committed + b.committed,
    heard: a.heard + b.heard,
    contradicted: a.contradicted + b.contradicted,
  };
}

/** Rows: committed words, columns: heard words. */
function distances(left: readonly Keyed[], right: readonly Keyed[]): number[][] {
  const rows = [right.reduce<number[]>((row) => [...row, (row.at(-1) ?? 0) + MISSING], [0])];
  left.forEach((word, at) => {
    const above = rows[at] ?? [];
    const row = [(at + 1) * MISSING];
    right.forEach((other, column) => {
      row.push(
        Math.min(
          (above[column] ?? 0) + change(word, other),
          (above[column + 1] ?? 0) + MISSING,
          (row[column] ?? 0) + MISSING,
        ),
      );
    });
    rows.push(row);
  });
  return rows;
}

/** @param isLast else more committed words follow, and these end before what is heard does */
function cheapest(
  left: readonly Keyed[],
  right: readonly Keyed[],
  rows: readonly number[][],
  isLast: boolean,
): Alignment {
  let best = { committed: left.length, heard: 0, cost: Number.POSITIVE_INFINITY };
  const offer = (committed: number, heard: number) => {
    const cost = rows[committed]?.[heard] ?? Number.POSITIVE_INFINITY;
    const isBetter = cost < best.cost || (cost === best.cost && committed + heard > best.committed + best.heard);
    if (isBetter) best = { committed, heard, cost };
  };
  for (let heard = 0; heard <= right.length; heard += 1) offer(left.length, heard);
  for (let committed = 0; committed <= left.length; committed += 1) offer(committed, right.length);
  if (isLast || best.committed < left.length || best.heard >= right.length) return toAlignment(best);
  // The second half of a window may be aligned better together with what follows.
  const half = best.committed - WINDOW / 2;
  return toAlignment(bestOfRow(rows[half] ?? [], half));
}

function bestOfRow(row: readonly number[], committed: number) {
  const cost = Math.min(...row);
  return { committed, heard: row.indexOf(cost), cost };
}

function toAlignment({ committed, heard, cost }: { committed: number; heard: number; cost: number }): Alignment {
  return { committed, heard, contradicted: Math.ceil(cost) };
}

function change(a: Keyed, b: Keyed): number {
  if (a.key === b.key) return 0;
  return resemble(a.key, b.key) ? SIMILAR : DIFFERENT;
}

/** The same beginning or the same end, half of the longer one long. */
function resemble(a: string, b: string): boolean {
  const [x, y] = [[...a], [...b]];
  const shared = Math.max(sharedLength(x, y), sharedLength(x.toReversed(), y.toReversed()));
  return 2 * shared >= Math.max(x.length, y.length);
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((letter, index) => letter !== b[index]);
  return different === -1 ? a.length : different;
}

/** Where both have times, the sound has the last word: what lies before the end of the committed is no news. */
function byTime(committed: readonly Keyed[], heard: readonly Keyed[], found: Alignment): Alignment {
  const end = committed.at(-1)?.time?.endMs;
  if (end === undefined) return found;
  let count = found.heard;
  const middle = (word: Keyed | undefined) =>
    word?.time ? (word.time.startMs + word.time.endMs) / 2 : Number.POSITIVE_INFINITY;
  while (count < heard.length && middle(heard[count]) < end) count += 1;
  return count === found.heard
    ? found
    : { ...found, heard: count, contradicted: found.contradicted + count - found.heard };
}
