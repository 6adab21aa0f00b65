/** Commits older than this are forgotten, ms. */
const MEMORY_MS = 60_000;

type Commit = { readonly at: number; readonly words: number; readonly lagMs: number };

/** Words per minute, and the median lag of the captions, over the last minute. Times are ms of this process. */
export class WordRate {
  private commits: readonly Commit[] = [];
  private readonly beganAt: number;

  constructor(now: number) {
    this.beganAt = now;
  }

  /** @param lagMs from the end of the piece's first word to its settling */
  noteCommit(now: number, words: number, lagMs: number): void {
    this.commits = [...this.remembered(now), { at: now, words, lagMs }];
  }

  read(now: number): { readonly wordsPerMinute: number; readonly commitLagMs: number | null } {
    const commits = this.remembered(now);
    const words = commits.reduce((sum, commit) => sum + commit.words, 0);
    const minutes = Math.max(10_000, Math.min(MEMORY_MS, now - this.beganAt)) / 60_000;
    const lags = commits.map(({ lagMs }) => lagMs).toSorted((a, b) => a - b);
    return {
      wordsPerMinute: Math.round(words / minutes),
      commitLagMs: lags.length === 0 ? null : Math.round(lags[Math.floor(lags.length / 2)] ?? 0),
    };
  }

  private remembered(now: number): readonly Commit[] {
    return this.commits.filter(({ at }) => now - at < MEMORY_MS);
  }
}
