import type { SpokenWord } from "./words";

type Keyed = Pick<SpokenWord, "key" | "time">;

export type Alignment = {
  /** Number of the first committed words that were recognised again. */
  readonly committed: number;
  /** Number of the first recognised words that correspond to them; later words are new. */
  readonly recognised: number;
  /** Committed words that the engine now recognises as others. */
  readonly contradicted: number;
};

const MISSING = 1;
const SIMILAR = 1;
/** Two words that do not resemble each other cost nearly as much as a removed and a new word. */
const DIFFERENT = 1.5;
/** Number of words that are compared at once, which bounds the cost of a minute without a final. */
const WINDOW = 40;

/**
 * Finds the committed words at the beginning of the recognised words. Both begin at the same place in the
 * sound; either may end first. It is the alignment with the least Levenshtein distance over words, among those that
 * reach the end of one of them.
 */
export function align(committed: readonly Keyed[], recognised: readonly Keyed[]): Alignment {
  let found: Alignment = { committed: 0, recognised: 0, contradicted: 0 };
  for (;;) {
    found = overSame(committed, recognised, found);
    if (found.committed === committed.length || found.recognised === recognised.length)
      return byTime(committed, recognised, found);
    const left = committed.slice(found.committed, found.committed + WINDOW);
    const right = recognised.slice(found.recognised, found.recognised + 2 * WINDOW);
    const isLast = found.committed + left.length === committed.length;
    found = sum(found, cheapest(left, right, distances(left, right), isLast));
  }
}

function overSame(committed: readonly Keyed[], recognised: readonly Keyed[], from: Alignment): Alignment {
  let same = 0;
  for (;;) {
    const word = committed[from.committed + same];
    if (!word || word.key !== recognised[from.recognised + same]?.key) break;
    same += 1;
  }
  return { ...from, committed: from.committed + same, recognised: from.recognised + same };
}

function sum(a: Alignment, b: Alignment): Alignment {
  return {
    committed: a.committed + b.committed,
    recognised: a.recognised + b.recognised,
    contradicted: a.contradicted + b.contradicted,
  };
}

/** Rows: committed words, columns: recognised words. */
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

/** @param isLast false: more committed words follow, so these end before the recognised words do */
function cheapest(
  left: readonly Keyed[],
  right: readonly Keyed[],
  rows: readonly number[][],
  isLast: boolean,
): Alignment {
  let best = { committed: left.length, recognised: 0, cost: Number.POSITIVE_INFINITY };
  const consider = (committed: number, recognised: number) => {
    const cost = rows[committed]?.[recognised] ?? Number.POSITIVE_INFINITY;
    const isBetter =
      cost < best.cost || (cost === best.cost && committed + recognised > best.committed + best.recognised);
    if (isBetter) best = { committed, recognised, cost };
  };
  for (let recognised = 0; recognised <= right.length; recognised += 1) consider(left.length, recognised);
  for (let committed = 0; committed <= left.length; committed += 1) consider(committed, right.length);
  if (isLast || best.committed < left.length || best.recognised >= right.length) return toAlignment(best);
  // The second half of a window may align better together with the next window.
  const half = best.committed - WINDOW / 2;
  return toAlignment(bestOfRow(rows[half] ?? [], half));
}

function bestOfRow(row: readonly number[], committed: number) {
  const cost = Math.min(...row);
  return { committed, recognised: row.indexOf(cost), cost };
}

function toAlignment({
  committed,
  recognised,
  cost,
}: {
  committed: number;
  recognised: number;
  cost: number;
}): Alignment {
  return { committed, recognised: recognised, contradicted: Math.ceil(cost) };
}

function change(a: Keyed, b: Keyed): number {
  if (a.key === b.key) return 0;
  return resemble(a.key, b.key) ? SIMILAR : DIFFERENT;
}

/** Whether two words share a beginning or an end of at least half of the longer one. */
function resemble(a: string, b: string): boolean {
  const [x, y] = [[...a], [...b]];
  const shared = Math.max(sharedLength(x, y), sharedLength(x.toReversed(), y.toReversed()));
  return 2 * shared >= Math.max(x.length, y.length);
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((letter, index) => letter !== b[index]);
  return different === -1 ? a.length : different;
}

/** If both have times, the times decide: recognised words before the end of the committed ones are not new. */
function byTime(committed: readonly Keyed[], recognised: readonly Keyed[], found: Alignment): Alignment {
  const end = committed.at(-1)?.time?.endMs;
  if (end === undefined) return found;
  let count = found.recognised;
  const middle = (word: Keyed | undefined) =>
    word?.time ? (word.time.startMs + word.time.endMs) / 2 : Number.POSITIVE_INFINITY;
  while (count < recognised.length && middle(recognised[count]) < end) count += 1;
  return count === found.recognised
    ? found
    : { ...found, recognised: count, contradicted: found.contradicted + count - found.recognised };
}
