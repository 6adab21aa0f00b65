import { CHUNK_SAMPLES, LONGEST_AGE_MS, samplesToMs } from "#protocol/sound";
import { Chunker } from "../microphone/chunker";
import type { LeftSound, Run, SoundLog } from "../unsent/left-sound";
import { type ChunkRange, KEPT_CHUNKS, KeptSound } from "./kept-sound";

/**
 * After this time without samples the capture had stopped by itself, as on a locked phone: that is a pause. Longer than a
 * busy page may delay samples.
 */
const CAPTURE_STOPPED_MS = 5_000;

/** The next thing to send: a chunk, or the declaration that chunks are lost for good. */
export type Outgoing =
  | { readonly kind: "chunk"; readonly n: number; readonly sound: Uint8Array; readonly age?: number }
  | { readonly kind: "lost"; readonly range: ChunkRange };

/** `toldWith`: the chunk that told the gateway when the run began. */
type ToldRun = Run & { toldWith?: number };

export type OutgoingOptions = {
  readonly left?: LeftSound | undefined;
  readonly log?: SoundLog | undefined;
  /** The most chunks that are kept: by default an hour. */
  readonly mostKept?: number | undefined;
};

/** The outgoing sound of a take: which chunks are sent, acknowledged and lost. */
export class OutgoingSound {
  readonly #chunker = new Chunker();
  readonly #log: SoundLog | undefined;
  readonly #mostKept: number;
  readonly #kept: KeptSound;
  /** The last chunk in the earlier page's log, until the gateway says how many chunks have arrived; else 0. */
  #left = 0;
  #takeStart = 0;
  #next = 1;
  #acknowledged = 0;
  /** Chunks up to here are declared lost already, or are covered by an anchor. */
  #accountedUpTo = 0;
  #declared = 0;
  /** The runs with sound that is not acknowledged, newest last. */
  #runs: ToldRun[] = [];
  #isInterrupted = true;
  /** When samples were captured last, ms since 1970. */
  #heardAt = 0;

  constructor({ left, log, mostKept = KEPT_CHUNKS }: OutgoingOptions = {}) {
    this.#log = log;
    this.#mostKept = mostKept;
    const chunks = left?.chunks ?? [];
    this.#kept = new KeptSound(
      chunks.map(({ n, sound }) => [n, sound]),
      mostKept,
    );
    for (const { run } of chunks) {
      if (run.n === this.#runs.at(-1)?.n) continue;
      // Its first chunk has arrived, with its age.
      const isTold = left?.take && run.n < this.#kept.first;
      this.#runs.push({ ...run, ...(isTold && { toldWith: run.n }) });
    }
    this.#left = this.#kept.last;
    // The chunks before them have arrived, or are lost if the take is new.
    if (left?.take) this.#acknowledged = this.#kept.first - 1;
    this.#next = this.#acknowledged + 1;
  }

  /** The number of chunks that can be kept before the oldest gives way. */
  get room(): number {
    return this.#mostKept - this.waiting;
  }

  /** The newest chunk, 0 before the first. */
  get last(): number {
    return this.#kept.last;
  }

  get isAllAcknowledged(): boolean {
    return this.#acknowledged >= this.#kept.last;
  }

  /** The number of chunks that are kept and not acknowledged. */
  get waiting(): number {
    return this.#kept.last - Math.max(this.#acknowledged, this.#kept.first - 1);
  }

  /** The number of chunks that are lost for good, declared or not yet. */
  get lost(): number {
    const missing = this.#kept.missing(this.#acknowledged + 1);
    return this.#declared + (missing ? this.#undeclared(missing) : 0);
  }

  /** See `SenderProgress`. */
  get progress() {
    return { keptMs: chunksToMs(this.waiting), lostMs: chunksToMs(this.lost), recordedMs: chunksToMs(this.last) };
  }

  /** The session's sample at which chunk 1 begins; 0 before the take began. */
  get takeStart(): number {
    return this.#takeStart;
  }

  /** The capture pauses: the partial chunk is filled up with silence, and the next samples begin a chunk. */
  interrupt(): void {
    const rest = this.#chunker.flush();
    if (rest) this.#keep(rest);
    this.#isInterrupted = true;
  }

  /** Takes samples that were captured just now. */
  capture(samples: Int16Array): void {
    const now = Date.now();
    if (now - this.#heardAt > CAPTURE_STOPPED_MS) this.interrupt();
    this.#heardAt = now;
    if (this.#isInterrupted) this.#runs.push({ n: this.#kept.last + 1, beganAt: now - samplesToMs(samples.length) });
    this.#isInterrupted = false;
    for (const chunk of this.#chunker.push(samples)) this.#keep(chunk);
  }

  /**
   * Begins a take.
   * @param takeStart the session's sample at which chunk 1 begins
   * @param expected the next chunk that the gateway accepts
   */
  begin(take: number, takeStart: number, expected: number): void {
    this.#takeStart = takeStart;
    // The gateway has more chunks of the earlier page than the log shows, so the chunks of this page get later numbers.
    const further = expected - 1 - this.#left;
    if (this.#left > 0 && further > 0) {
      this.#forgetUpTo(this.#left);
      this.#renumber(further);
    }
    this.#left = 0;
    this.#log?.began(take);
  }

  /**
   * Leaves the take, which is over with its session. The sound that the gateway did not take becomes the beginning of
   * another take.
   */
  leaveTake(): void {
    this.#left = 0;
    this.#forgetUpTo(this.#acknowledged);
    this.#renumber(-this.#acknowledged);
    this.#takeStart = 0;
    this.#next = 1;
    this.#acknowledged = 0;
    this.#accountedUpTo = 0;
    for (const run of this.#runs) run.toldWith = undefined;
    this.#log?.leaveTake();
  }

  /** Drops the chunks that an anchor covers. @param anchor the session's sample up to which all words are stored */
  anchored(anchor: number): void {
    const sample = anchor - this.#takeStart;
    this.#kept.anchored(sample);
    // The gateway may still expect these chunks after a restart of Redis. Their words are stored, so they are not lost.
    this.#accountedUpTo = Math.max(this.#accountedUpTo, Math.floor(sample / CHUNK_SAMPLES));
  }

  /** Takes the next thing to send; null: everything is sent. */
  next(): Outgoing | null {
    const range = this.#kept.missing(this.#next);
    if (range) {
      this.#next = range.to + 1;
      return { kind: "lost", range };
    }
    const sound = this.#kept.get(this.#next);
    if (!sound) return null;
    const n = this.#next;
    this.#next += 1;
    return { kind: "chunk", n, sound, ...this.#ageOf(n) };
  }

  /** The chunk before this one, if it is kept. */
  before(next: Outgoing): Uint8Array | undefined {
    return next.kind === "chunk" ? this.#kept.get(next.n - 1) : undefined;
  }

  acknowledged(sent: Outgoing): void {
    const upTo = sent.kind === "chunk" ? sent.n : sent.range.to;
    if (sent.kind === "lost") {
      this.#declared += this.#undeclared(sent.range);
      this.#accountedUpTo = Math.max(this.#accountedUpTo, upTo);
    }
    this.#acknowledged = Math.max(this.#acknowledged, upTo);
    this.#log?.acknowledged(this.#acknowledged);
  }

  /** Continues at `expected`: the gateway has every earlier chunk, which may be more or fewer than it had acknowledged. */
  goOnFrom(expected: number): void {
    // A stop that has arrived has a number too: the one after the last chunk.
    this.#next = Math.min(expected, this.#kept.last + 1);
    this.#acknowledged = this.#next - 1;
    this.#log?.acknowledged(this.#acknowledged);
    for (const run of this.#runs)
      if (run.toldWith !== undefined && run.toldWith >= this.#next) run.toldWith = undefined;
  }

  /** Drops the unacknowledged sound; the next request declares it lost. */
  giveUp(): void {
    this.#kept.drop();
    this.#next = this.#acknowledged + 1;
  }

  /** As `giveUp`, without a request: there is no take to declare the loss in. */
  writeOff(): void {
    this.giveUp();
    const range = this.#kept.missing(this.#next);
    if (range) this.acknowledged({ kind: "lost", range });
  }

  #keep(chunk: Uint8Array): void {
    this.#kept.add(chunk);
    const run = this.#runs.at(-1);
    if (run) this.#log?.add(this.#kept.last, chunk, run);
  }

  #forgetUpTo(n: number): void {
    this.#log?.acknowledged(n);
    this.#kept.forgetUpTo(n);
  }

  #renumber(by: number): void {
    this.#kept.renumber(by);
    this.#log?.renumber(by);
    this.#runs = this.#runs.map((run) => ({ ...run, n: run.n + by }));
  }

  /** The age of the capture of chunk `n`, if the gateway does not know yet when its run began. */
  #ageOf(n: number): { readonly age?: number } {
    while (this.#runs[1] && this.#runs[1].n <= this.#acknowledged + 1) this.#runs.shift();
    const run = this.#runs.findLast((one) => one.n <= n);
    if (!run || run.toldWith !== undefined) return {};
    run.toldWith = n;
    const age = Math.round(Date.now() - run.beganAt - chunksToMs(n - run.n));
    // The device's clock may be set meanwhile.
    return { age: Math.min(Math.max(0, age), LONGEST_AGE_MS) };
  }

  #undeclared({ from, to }: ChunkRange): number {
    return Math.max(0, to - Math.max(from, this.#accountedUpTo + 1) + 1);
  }
}

export function chunksToMs(chunks: number): number {
  return samplesToMs(chunks * CHUNK_SAMPLES);
}
