/** The quantile `share` (0 to 1) of the numbers, by nearest rank; 0 if there are none. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? 0;
}

export type Spread = { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };

/** In milliseconds, to a hundredth. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = Float64Array.from(numbers).sort();
  const at = (share: number) => round(percentile(Array.from(sorted), share));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

export function median(numbers: readonly number[]): number {
  return percentile(
    [...numbers].sort((a, b) => a - b),
    0.5,
  );
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

export type Figures = { readonly [name: string]: number | string | Figures };

/** Counts of failures: of several runs the worst counts. */
const WORST = new Set(["lost", "outOfOrder", "unstored", "refused", "broken", "unended"]);

/** Combines several runs: the median of every number, except for counts of failures. */
export function together<T extends Figures>(runs: readonly T[]): T {
  const [first] = runs;
  if (!first) throw new Error("there is no run");
  return Object.fromEntries(
    Object.entries(first).map(([name, value]) => {
      const values = runs.map((run) => run[name]);
      if (typeof value === "number") {
        const numbers = values as number[];
        return [name, WORST.has(name) ? Math.max(...numbers) : median(numbers)];
      }
      return [name, typeof value === "string" ? values.join("; ") : together(values as Figures[])];
    }),
  ) as T;
}
