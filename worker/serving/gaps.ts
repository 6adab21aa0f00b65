import { samplesToMs } from "#protocol/sound";
import type { Entry } from "#redis/mailbox-reader";
import type { Claim } from "#store/session/claim-session";
import type { Committer } from "./committer";
import type { RecogniserFeed } from "./recogniser-feed";

/** Stores the gaps of a session, each after the words before it. */
export class Gaps {
  /** The positions of stored pauses, ms. An entry may be read again, and its pause must be stored once. */
  readonly #pauses: Set<number>;
  /** The present run is late. */
  #isLate = false;

  constructor(
    claim: Claim,
    private readonly committer: Committer,
    private readonly feed: RecogniserFeed,
  ) {
    this.#pauses = new Set(claim.pauses);
  }

  /** Stores a gap for sound that never arrived. @throws EngineError */
  async noteLost(entry: Entry): Promise<void> {
    await this.feed.finish(this.committer.anchor);
    const from = Math.max(entry.startSample, this.committer.anchor);
    this.#commit(from, entry.startSample + entry.samples);
  }

  /**
   * Stores the beginning of a run, and the pause before it, in which no sound was captured. The words of each late run form
   * sentences of their own, since its segments are moved later (`store/segments/place-late-run.ts`).
   * @throws EngineError
   */
  async noteRun(entry: Entry): Promise<void> {
    const { startSample, capturedAt, isLate } = entry;
    if (capturedAt !== null && startSample >= this.committer.anchor) {
      if (isLate || this.#isLate) await this.feed.finish(this.committer.anchor);
      this.#isLate = isLate;
      this.committer.beginRun({ start: startSample, capturedAt, isLate });
    }
    await this.#notePause(entry);
  }

  async #notePause({ startSample, pauseMs }: Entry): Promise<void> {
    // If the anchor is beyond the beginning of the entry, words of the entry are stored, and its pause was stored before
    // them.
    if (pauseMs === 0 || startSample < this.committer.anchor || this.#pauses.has(samplesToMs(startSample))) return;
    await this.feed.finish(this.committer.anchor);
    this.#pauses.add(samplesToMs(startSample));
    this.#commit(startSample, startSample, pauseMs);
  }

  #commit(from: number, to: number, pauseMs?: number): void {
    const times = { startMs: samplesToMs(from), endMs: samplesToMs(to), ...(pauseMs !== undefined && { pauseMs }) };
    const nothing = { text: "", confidence: null, words: null, engineText: null };
    this.committer.commitGap({ kind: "gap", lang: this.feed.spoken, ...times, ...nothing }, to);
  }
}
