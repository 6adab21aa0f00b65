/** Counts since the last announcement. A worker has no /metrics of its own: it adds its counts to Redis. */
export class WorkerMetrics {
  private counts = new Map<string, number>();

  add(name: string, count: number): void {
    if (count > 0) this.counts.set(name, (this.counts.get(name) ?? 0) + count);
  }

  /** Returns the counts since the last call, and resets them. */
  takeCounts(): ReadonlyMap<string, number> {
    const taken = this.counts;
    this.counts = new Map();
    return taken;
  }
}

/** Upper bounds of the buckets of commit lags, ms. */
const LAG_BUCKETS_MS = [1_000, 2_000, 3_500, 8_000];

/** The counter of words that were committed with this lag. */
export function lagBucket(lagMs: number): string {
  return `lag:${LAG_BUCKETS_MS.find((bound) => lagMs <= bound) ?? "more"}`;
}
