/** What this worker counts until it next tells: a worker has no page of metrics of its own. */
export class WorkerMetrics {
  private counts = new Map<string, number>();

  add(name: string, count: number): void {
    if (count > 0) this.counts.set(name, (this.counts.get(name) ?? 0) + count);
  }

  /** Everything since the last time. */
  takeCounts(): ReadonlyMap<string, number> {
    const taken = this.counts;
    this.counts = new Map();
    return taken;
  }
}

/** Upper bounds of the classes in which commit lags are counted, ms. */
const LAG_CLASSES = [1_000, 2_000, 3_500, 8_000];

/** The name under which a word that was committed so late is counted. */
export function lagClass(lagMs: number): string {
  return `lag:${LAG_CLASSES.find((bound) => lagMs <= bound) ?? "more"}`;
}
