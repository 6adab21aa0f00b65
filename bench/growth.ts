import { median } from "./figures";
import type { Occupancy } from "./measured/occupancy";

type Measure = keyof Occupancy;

/** Allowed growth from the second quarter to the last: a share, plus an amount. */
const ALLOWED: Record<Measure, { readonly share: number; readonly amount: number }> = {
  web: { share: 0.15, amount: 16 },
  worker: { share: 0.15, amount: 16 },
  // While Redis rewrites its append-only file it holds new data twice.
  redis: { share: 0.15, amount: 16 },
  postgres: { share: 0.25, amount: 32 },
  mailboxes: { share: 0.5, amount: 40 },
  keys: { share: 0.1, amount: 20 },
  jobs: { share: 0.5, amount: 20 },
};

export const RULE =
  "The median of the last quarter may lie above that of the second by 15 % + 16 MiB (web, worker, Redis), " +
  "25 % + 32 MiB (PostgreSQL), 50 % + 40 chunks (mailboxes), 10 % + 20 (keys), 50 % + 20 (jobs).";

/**
 * Finds growth. The first quarter is ignored, while code is compiled and caches fill.
 * @returns a sentence for each value that grew; none when all stayed flat
 */
export function findGrowth(samples: readonly Occupancy[]): string[] {
  const quarter = samples.length / 4;
  const second = samples.slice(Math.floor(quarter), Math.floor(quarter * 2));
  const last = samples.slice(Math.floor(quarter * 3));
  return (Object.keys(ALLOWED) as Measure[]).flatMap((name) => {
    const [before, after] = [second, last].map((part) => median(part.map((sample) => sample[name])));
    const { share, amount } = ALLOWED[name];
    const most = (before ?? 0) * (1 + share) + amount;
    return (after ?? 0) > most ? [`${name} grew from ${before} to ${after}`] : [];
  });
}
