import { CHUNK_SAMPLES, msToSamples } from "#protocol/sound";
import type { Draft, Segment, Translation } from "#protocol/transcript";
import { CHUNKS_PER_WORD } from "../engines/said";

/** Times in ms of `performance.now()`. Each latency has the time at which its chunk was written. */
export type Latency = { readonly handedAt: number; readonly ms: number };

/** Tracks the chunks that one session writes to its socket, and the events that cover them. */
export class Coverage {
  /** Latencies of chunks that end a word, since a word that may still change is not shown. */
  readonly covered: Latency[] = [];
  readonly committed: Latency[] = [];
  readonly translated: Latency[] = [];
  outOfOrder = 0;
  private readonly handedAt: number[] = [];
  private readonly lastChunkOf = new Map<number, number>();
  /** The position of the last draft, by language; "" as spoken. */
  private readonly lastDrafts = new Map<string, { readonly epoch: number; readonly counter: number }>();
  private lastSeq = 0;
  /** The last segment is open. */
  private isLastOpen = false;
  private coveredChunks = 0;

  /** @param takeStart the session's sample at which the first chunk begins */
  constructor(private readonly takeStart: number) {}

  hand(now: number): void {
    this.handedAt.push(now);
  }

  get handed(): number {
    return this.handedAt.length;
  }

  /** Chunks that no event has covered. */
  get open(): number {
    return this.handedAt.length - this.coveredChunks;
  }

  draft({ epoch, counter, seq, covered, lang = "" }: Draft, now: number): void {
    const last = this.lastDrafts.get(lang) ?? { epoch: 0, counter: 0 };
    const isLater = epoch > last.epoch || (epoch === last.epoch && counter > last.counter);
    if (!isLater || seq < this.lastSeq || (seq === this.lastSeq && !this.isLastOpen)) this.outOfOrder += 1;
    this.lastDrafts.set(lang, { epoch, counter });
    if (lang === "") this.cover(this.chunksUpTo(covered), now);
  }

  segment({ seq, endMs, open = false }: Segment, now: number): void {
    if (seq !== this.lastSeq + (this.isLastOpen ? 0 : 1)) this.outOfOrder += 1;
    [this.lastSeq, this.isLastOpen] = [seq, open];
    const chunks = this.chunksUpTo(msToSamples(endMs));
    this.lastChunkOf.set(seq, chunks - 1);
    this.cover(chunks, now);
    this.note(this.committed, chunks - 1, now);
  }

  translation({ seq }: Translation, now: number): void {
    const last = this.lastChunkOf.get(seq);
    if (last === undefined) this.outOfOrder += 1;
    else this.note(this.translated, last, now);
  }

  /** Chunks of which no part lies in any of these segments. */
  missingFrom(segments: readonly Segment[]): number {
    const held = new Set<number>();
    for (const { startMs, endMs } of segments) {
      for (let n = this.chunksUpTo(msToSamples(startMs)); n < this.chunksUpTo(msToSamples(endMs)); n++) held.add(n);
    }
    return this.handedAt.filter((_, n) => !held.has(n)).length;
  }

  private chunksUpTo(sample: number): number {
    return Math.floor((sample - this.takeStart) / CHUNK_SAMPLES);
  }

  private cover(chunks: number, now: number): void {
    for (; this.coveredChunks < Math.min(chunks, this.handedAt.length); this.coveredChunks += 1) {
      if ((this.coveredChunks + 1) % CHUNKS_PER_WORD === 0) this.note(this.covered, this.coveredChunks, now);
    }
  }

  private note(latencies: Latency[], chunk: number, now: number): void {
    const handedAt = this.handedAt[chunk];
    if (handedAt !== undefined) latencies.push({ handedAt, ms: now - handedAt });
  }
}
