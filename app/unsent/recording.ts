import { CHUNK_SAMPLES, KEPT_SAMPLES } from "#protocol/sound";
import { type ChunkRow, chunksOf, NO_PERSON, type RecordingRow, type UnsentDatabase } from "./database";
import type { Run, SoundLog } from "./left-sound";
import { seal } from "./person-key";

type Captured = { readonly at: number; readonly run: Run; readonly sound: Uint8Array };

/** The right of one page to a recording: the function that gives it up; null: another page has it. */
export type Claim = Promise<(() => void) | null>;

type Options = {
  readonly database: UnsentDatabase;
  readonly key: CryptoKey;
  readonly row: RecordingRow;
  readonly claimed: Claim;
  /** The browser stores no more: the sound is kept in memory only. */
  readonly onRefused: () => void;
};

/**
 * Writes the sound of a sender to the disk as it is captured, and deletes what the gateway has acknowledged. Calls return at
 * once; the writes follow one another. Keeps an hour at most.
 */
export class UnsentRecording implements SoundLog {
  readonly #options: Options;
  #row: RecordingRow;
  #captured: Captured[] = [];
  /** Chunks up to `#doneUpTo` need not be stored any more. Those up to `#deletedUpTo` are deleted. */
  #doneUpTo = 0;
  #deletedUpTo = 0;
  #isChanged = false;
  #isDropped = false;
  #isRefused = false;
  #writing: Promise<void> | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#row = options.row;
  }

  get row(): RecordingRow {
    return this.#row;
  }

  began(take: number): void {
    if (this.#row.take !== take) this.#change({ take });
  }

  /** Chunk `n` is chunk `n + by` from now on. */
  renumber(by: number): void {
    if (by !== 0) this.#change({ offset: this.#row.offset - by });
  }

  /** Leaves the take, which is over: the next `began` names the take that gets the sound. */
  leaveTake(): void {
    this.#change({ take: null });
  }

  add(n: number, sound: Uint8Array, { n: first, beganAt }: Run): void {
    const at = n + this.#row.offset;
    this.#doneUpTo = Math.max(this.#doneUpTo, at - KEPT_SAMPLES / CHUNK_SAMPLES);
    this.#captured.push({ at, run: { n: first + this.#row.offset, beganAt }, sound });
    this.#write();
  }

  acknowledged(n: number): void {
    const at = n + this.#row.offset;
    if (at <= this.#doneUpTo) return;
    this.#doneUpTo = at;
    this.#write();
  }

  /**
   * Notes the session that was begun for this recording. Its owner may be another person than the one who used the browser
   * last.
   */
  belongsTo(sessionId: string): void {
    this.#change({ sessionId, person: NO_PERSON });
  }

  /** Deletes the recording. */
  drop(): void {
    this.#isDropped = true;
    this.#isChanged = true;
    this.#write();
    void this.close();
  }

  /** Writes what is left, and lets another page have the recording. */
  async close(): Promise<void> {
    while (this.#writing) await this.#writing;
    (await this.#options.claimed)?.();
  }

  #change(change: Partial<RecordingRow>): void {
    this.#row = { ...this.#row, ...change };
    this.#isChanged = true;
    this.#write();
  }

  #write(): void {
    if (this.#isRefused || !this.#isBehind) return;
    this.#writing ??= this.#writeAll().then(
      () => this.#finishWriting(),
      () => this.#refuse(),
    );
  }

  /** Whether something is not written to the disk yet. */
  get #isBehind(): boolean {
    return this.#captured.length > 0 || this.#isChanged || this.#deletedUpTo < this.#doneUpTo;
  }

  #finishWriting(): void {
    this.#writing = null;
    this.#write();
  }

  #refuse(): void {
    this.#writing = null;
    this.#isRefused = true;
    this.#captured = [];
    this.#options.onRefused();
  }

  async #writeAll(): Promise<void> {
    const { database, key, claimed } = this.#options;
    const { id } = this.#row;
    await claimed;
    while (this.#isBehind) {
      const captured = this.#captured.splice(0).filter(({ at }) => at > this.#doneUpTo);
      const sealed = await Promise.all(
        captured.map(async ({ at, run, sound }): Promise<ChunkRow> => {
          return { recording: id, at, run, ...(await seal(key, placeOf(id, at), sound)) };
        }),
      );
      this.#deletedUpTo = this.#doneUpTo;
      this.#isChanged = false;
      const transaction = database.transaction(["recordings", "chunks"], "readwrite", { durability: "relaxed" });
      const chunks = transaction.objectStore("chunks");
      const recordings = transaction.objectStore("recordings");
      const writes: Promise<unknown>[] = [transaction.done];
      if (this.#isDropped) writes.push(recordings.delete(id), chunks.delete(chunksOf(id)));
      else {
        writes.push(recordings.put(this.#row), ...sealed.map((row) => chunks.put(row)));
        if (this.#deletedUpTo > 0) writes.push(chunks.delete(chunksOf(id, this.#deletedUpTo)));
      }
      await Promise.all(writes);
    }
  }
}

/** The place of a chunk, which its encryption is bound to (`seal`). */
export function placeOf(recording: string, at: number): string {
  return `${recording} ${at}`;
}
