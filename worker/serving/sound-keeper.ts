import { setImmediate as otherWork } from "node:timers/promises";
import { SAMPLE_RATE } from "#protocol/sound";
import type { Entry } from "#redis/mailbox-reader";
import { FenceLost } from "#store/fence-lost";
import { readState } from "#store/session/change-state";
import type { Claim } from "#store/session/claim-session";
import { ObjectStoreFault } from "#store/sound/object-store";
import { placePackets } from "#store/sound/sound-objects";
import { stopSound } from "#store/sound/sound-state";
import { type SoundStored, type SoundToStore, storeSound } from "#store/sound/store-part";
import { isOutOfSpace, isTableFault } from "#store/transient";
import type { WorkerContext } from "../context";
import { PartMaker } from "../sound/part-maker";

/** A part is stored when it has this many samples, or when the speaker pauses. */
const PART_SAMPLES = 10 * SAMPLE_RATE;
/** The sound waits this long (ms) for a table or an object store at fault. The mailbox is full after two minutes. */
const PATIENCE_MS = 60_000;

type Options = {
  readonly signal: AbortSignal;
  /** Repeats a query until PostgreSQL answers or the claim is given up. */
  readonly stored: <T>(query: () => Promise<T>) => Promise<T>;
  /** Called when `safe` has moved. */
  readonly onSafe: () => void;
  /** Called when the fence is lost, or the claim was given up. */
  readonly onFailure: (error: unknown) => void;
  /** Replaces PATIENCE_MS. */
  readonly patienceMs?: number;
};

/**
 * Stores the sound of a session whose owner keeps it, in the order of the mailbox. What is not stored yet stays in the
 * mailbox. If it cannot be stored, the captions continue without it.
 */
export class SoundKeeper {
  /** Samples: the mailbox may be trimmed, and pages may drop their sound, up to here. */
  safe: number;
  /** Null: the sound is not kept, or no longer kept. */
  #maker: PartMaker | null;
  #steps: Promise<void> = Promise.resolve();
  /** When the first of the attempts failed that have all met a table or an object store at fault, ms; null: the last did not. */
  #faultySince: number | null = null;
  readonly #quota: number;

  constructor(
    private readonly context: Pick<WorkerContext, "env" | "log" | "publisher" | "soundSpace">,
    private readonly claim: Pick<Claim, "sessionId" | "epoch" | "sound">,
    private readonly options: Options,
  ) {
    const { sound } = claim;
    const keeps = sound !== null && context.env.KEEP_SOUND !== "never";
    this.safe = keeps ? sound.end : Number.POSITIVE_INFINITY;
    this.#maker = keeps ? new PartMaker(sound.end, sound.tail) : null;
    this.#quota = context.env.SOUND_MEGABYTES_PER_USER * 1_000_000;
    if (sound && !keeps) void this.#noteStop("off");
  }

  /** Encodes an entry, unless its sound is stored already, and queues each complete part. */
  async add({ kind, startSample, samples, sound, capturedAt }: Entry): Promise<void> {
    const maker = this.#maker;
    const end = startSample + samples;
    if (!maker || end <= maker.position) return;
    // A part ends where a run begins, because a late run is moved with its sound (`placeLateRun`).
    if (capturedAt !== null) this.#cut(maker);
    const lostUpTo = kind === "lost" ? end : startSample;
    if (lostUpTo > maker.position) this.#skip(maker, lostUpTo);
    if (kind === "lost") return;
    try {
      maker.add(sound.subarray((maker.position - startSample) * 2));
    } catch (err) {
      return this.#giveUp(err);
    }
    if (maker.samples >= PART_SAMPLES) this.#cut(maker);
    // Encoding takes under a millisecond per chunk. After a pause of PostgreSQL there are hundreds of chunks.
    await otherWork();
  }

  /** Stores what is encoded. Resolves when it is stored, or the sound is no longer kept. */
  async flush(): Promise<void> {
    if (this.#maker) this.#cut(this.#maker);
    await this.#steps;
  }

  close(): void {
    this.#maker?.close();
  }

  #skip(maker: PartMaker, sample: number): void {
    this.#cut(maker);
    this.#plan({ first: maker.position, end: sample, part: null });
    maker.skipTo(sample);
  }

  #cut(maker: PartMaker): void {
    const made = maker.endPart();
    if (made) this.#plan(made);
  }

  #plan(sound: Pick<SoundToStore, "first" | "end" | "part">): void {
    this.#steps = this.#steps.then(async () => {
      if (!this.#maker) return;
      try {
        const stored = await this.#store(sound);
        if (stored === "stored") this.#moveSafe(sound.end);
        else this.#stop(stored);
      } catch (error) {
        if (error instanceof FenceLost || this.options.signal.aborted) this.options.onFailure(error);
        else this.#giveUp(error);
      }
    });
  }

  /** First the packets, which may go to an object store; then the row that makes them the sound of the session. */
  async #store(sound: Pick<SoundToStore, "first" | "end" | "part">): Promise<Exclude<SoundStored, "gone">> {
    const { sessionId, epoch } = this.claim;
    const { part } = sound;
    const bytes = part?.packets.byteLength ?? 0;
    const { soundSpace } = this.context;
    // Also `full` if it could not be measured for a minute.
    if ((await this.#attempts(() => soundSpace.hasRoomFor(bytes))) !== true) return "full";
    for (;;) {
      const placed = part && (await this.#attempts(() => placePackets(part.packets)));
      if (placed === "full") return placed;
      const stored = await this.#attempts(() => storeSound({ sessionId, epoch, ...sound }, placed, this.#quota));
      if (stored === "stored") soundSpace.note(bytes);
      if (stored !== "gone") return stored;
    }
  }

  /** Repeats an attempt until it succeeds; `full`: there is no space, or it has failed for a minute. */
  #attempts<T>(act: () => Promise<T>): Promise<T | "full"> {
    return this.options.stored(async () => {
      try {
        const done = await act();
        this.#faultySince = null;
        return done;
      } catch (error) {
        if (isOutOfSpace(error) || this.#isFaultyForLong(error)) {
          this.context.log.error({ err: error, sessionId: this.claim.sessionId }, "could not keep the sound");
          return "full";
        }
        throw error;
      }
    });
  }

  /** Without PostgreSQL the words wait too. With a table or an object store at fault only the sound would, until it stops the words. */
  #isFaultyForLong(error: unknown): boolean {
    const now = performance.now();
    const isFault = isTableFault(error) || error instanceof ObjectStoreFault;
    this.#faultySince = isFault ? (this.#faultySince ?? now) : null;
    return this.#faultySince !== null && now - this.#faultySince >= (this.options.patienceMs ?? PATIENCE_MS);
  }

  #moveSafe(sample: number): void {
    this.safe = sample;
    this.options.onSafe();
  }

  /** Stops keeping the sound after an error that a retry does not mend. */
  #giveUp(err: unknown): void {
    const { sessionId } = this.claim;
    this.context.log.error({ err, sessionId }, "could not keep the sound");
    this.#stop("full");
  }

  #stop(because: "off" | "full"): void {
    this.#maker?.close();
    this.#maker = null;
    this.#moveSafe(Number.POSITIVE_INFINITY);
    if (because === "off") return;
    this.context.log.warn({ sessionId: this.claim.sessionId }, "the sound is no longer kept");
    void this.#noteStop(because);
  }

  /** Repeats the change beside the words until PostgreSQL has it, or the claim is given up; then the next claim finds out. */
  async #noteStop(because: "off" | "full"): Promise<void> {
    const { sessionId } = this.claim;
    try {
      // A first attempt may have succeeded without an answer.
      const change = await this.options.stored(
        async () => (await stopSound(sessionId, because)) ?? readState(sessionId),
      );
      if (change) this.context.publisher.session(change);
    } catch (err) {
      if (this.options.signal.aborted) return;
      this.context.log.error({ err, sessionId }, "could not store that the sound is no longer kept");
    }
  }
}
