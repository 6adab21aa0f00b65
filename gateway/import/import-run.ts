import { setTimeout as delay } from "node:timers/promises";
import type { Limits } from "#access/limits";
import type { Log } from "#platform/log";
import type { RecordingFault } from "#protocol/recording";
import { CHUNK_SAMPLES, SAMPLE_RATE } from "#protocol/sound";
import type { Publisher } from "#publishing/publisher";
import type { ScriptedRedis } from "#redis/connection";
import { entriesIn, MAILBOX_CHUNKS, noteWish } from "#redis/mailbox";
import { beginPresence } from "#redis/presence";
import { releaseReservation, reserveForSound } from "#redis/reservations";
import { enqueueServingUnlessDue, type ServeQueue } from "#redis/serve-queue";
import { type ClaimedImport, noteRecording, setImportTake } from "#store/session/imports";
import { appendOrRestore } from "#takes/append-or-restore";
import { endSession } from "#takes/end-session";
import { beginTake, type OpenTake, resumeTake, type TakeRefused } from "#takes/take";
import { cutChunks, decodeRecording } from "./recording";
import { RecordingError } from "./recording-error";

export type ImportContext = {
  readonly redis: ScriptedRedis;
  readonly serveQueue: ServeQueue;
  readonly publisher: Publisher;
  readonly limits: Limits;
  readonly log: Log;
};

/** Chunks that are charged at once: 5 s of sound. */
const CHARGED_AT_ONCE = 25;
/**
 * Chunks that wait in the mailbox at most, half a minute: a recording that gives way to a speaker leaves no more than this to the
 * recogniser.
 */
const AHEAD_CHUNKS = 150;
const ROOM_MS = 100;
const WAIT_MS = 1_000;
/** A decoder that broke off is started again this many times. */
const MOST_BREAKS = 3;

/** `over`: the session accepts no more sound. `again`: begin again at the chunk that the mailbox expects. */
type Sent = { readonly kind: "all"; readonly last: number } | { readonly kind: "over" | "again" };

/** One process's work on one import: decodes its file and sends the sound as the session's speaker, until the session is over. */
export class ImportRun {
  #take: number | null;
  #place: number | null = null;
  #breaks = 0;

  constructor(
    private readonly context: ImportContext,
    private readonly job: ClaimedImport,
    private readonly lease: string,
    private readonly options: { readonly file: string; readonly maxHours: number; readonly signal: AbortSignal },
  ) {
    this.#take = job.take;
  }

  /** Resolves when the session is over. @throws the signal's reason */
  async run(): Promise<void> {
    const { log, redis } = this.context;
    const { sessionId } = this.job;
    const { signal } = this.options;
    for (;;) {
      signal.throwIfAborted();
      try {
        const open = await this.#open();
        if (typeof open === "string") break;
        const sent = await this.#send(open);
        if (sent.kind === "over") break;
        if (sent.kind === "all") await this.#end(open.take, sent.last);
      } catch (err) {
        signal.throwIfAborted();
        // Redis, PostgreSQL or the decoder: what has arrived is asked again.
        log.warn({ err, sessionId }, "an import goes on after an error");
      }
      await delay(WAIT_MS, undefined, { signal });
    }
    await releaseReservation(redis, sessionId);
  }

  async #open(): Promise<OpenTake | TakeRefused> {
    const { redis, publisher } = this.context;
    const { id, sessionId } = this.job;
    if (this.#take !== null) return resumeTake(redis, sessionId, this.#take);
    const open = await beginTake(redis, sessionId);
    if (typeof open === "string") return open;
    if (!(await setImportTake(this.lease, id, open.take))) throw new Error("another process has this import");
    this.#take = open.take;
    await beginPresence(redis, sessionId, `import:${id}`, "speaking");
    publisher.take(sessionId, open.take);
    publisher.speaker(sessionId, "speaking");
    return open;
  }

  /** Decodes the file, and sends what the mailbox has not got. */
  async #send({ take, expected }: OpenTake): Promise<Sent> {
    const { file, maxHours } = this.options;
    const recording = { track: this.job.track, seconds: null };
    let n = 0;
    try {
      for await (const sound of cutChunks(decodeRecording(file, recording, maxHours))) {
        n += 1;
        if (n < expected) continue;
        const isCharged = n % CHARGED_AT_ONCE === 1 || n === expected;
        const refused = (isCharged && (await this.#admit(take, n))) || (await this.#append(take, n, sound));
        if (refused) return { kind: refused };
      }
      // The file gave less than before, when the mailbox took more: the sound ends where it ended then.
      return { kind: "all", last: Math.max(n, expected - 1) };
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      if (error.fault === "broken-off" && ++this.#breaks < MOST_BREAKS) return { kind: "again" };
      await this.#noteFault(error.fault);
      return { kind: "all", last: Math.max(n, expected - 1) };
    }
  }

  /**
   * Waits for a recogniser and the budgets, then charges the next chunks.
   * @returns `over` when the session accepts no more sound
   */
  async #admit(take: number, n: number): Promise<"over" | null> {
    const { redis } = this.context;
    const { sessionId } = this.job;
    const seconds = n % CHARGED_AT_ONCE === 1 ? (CHARGED_AT_ONCE * CHUNK_SAMPLES) / SAMPLE_RATE : 0;
    while (!(await this.#isAdmitted(seconds))) {
      // The sweeper does not end a session that waits.
      await noteWish(redis, sessionId);
      await delay(WAIT_MS, undefined, { signal: this.options.signal });
      if (typeof (await resumeTake(redis, sessionId, take)) === "string") return "over";
    }
    return null;
  }

  async #isAdmitted(seconds: number): Promise<boolean> {
    const { redis, limits } = this.context;
    const { sessionId, ownerId, isAnonymous, startedFrom, sourceLang } = this.job;
    const user = { id: ownerId, isAnonymous };
    const wish = { sessionId, language: sourceLang, user, addressHash: startedFrom, isRecording: true };
    const isUsedUp = (await limits.maySpeak(ownerId, startedFrom)) !== null;
    const got = isUsedUp ? null : await reserveForSound(redis, wish);
    await this.#notePlace(got?.kind === "waiting" ? got.place : null);
    if (got?.kind === "waiting") return false;
    if (got && (await limits.speak(ownerId, startedFrom, seconds)) === null) return true;
    // While it waits for the budget, other recordings may have its recogniser.
    await releaseReservation(redis, sessionId);
    return false;
  }

  /** @returns null: the chunk is in the mailbox */
  async #append(take: number, n: number, sound: Uint8Array): Promise<"over" | "again" | null> {
    const { redis, serveQueue } = this.context;
    const { sessionId } = this.job;
    for (;;) {
      this.options.signal.throwIfAborted();
      const [appended] = await Promise.all([
        appendOrRestore(redis, sessionId, { kind: "chunk", take, from: n, n, sound }),
        enqueueServingUnlessDue(redis, serveQueue, sessionId, "recording"),
      ]);
      if (appended.ok) {
        if (MAILBOX_CHUNKS - appended.credit > AHEAD_CHUNKS) await this.#waitForRoom();
        return null;
      }
      const { kind } = appended.refusal;
      if (kind === "over" || kind === "superseded") return "over";
      if (kind !== "full") return "again";
      await delay(ROOM_MS, undefined, { signal: this.options.signal });
    }
  }

  async #waitForRoom(): Promise<void> {
    const { redis } = this.context;
    do await delay(ROOM_MS, undefined, { signal: this.options.signal });
    while ((await entriesIn(redis, this.job.sessionId)) > AHEAD_CHUNKS / 2);
  }

  /**
   * Ends the session after its last chunk. Returns when the session is over, or when Redis has lost a part of the sound, which is
   * then sent again.
   */
  async #end(take: number, last: number): Promise<void> {
    const { sessionId } = this.job;
    const stop = { take, n: last + 1 };
    const refusal = await endSession(this.context, sessionId, stop);
    if (refusal) return;
    for (;;) {
      const open = await resumeTake(this.context.redis, sessionId, take);
      if (typeof open === "string" || open.expected <= stop.n) return;
      await delay(WAIT_MS, undefined, { signal: this.options.signal });
    }
  }

  async #notePlace(place: number | null): Promise<void> {
    if (place === this.#place) return;
    this.#place = place;
    const change = await noteRecording(this.job.sessionId, { place });
    if (change) this.context.publisher.session(change);
  }

  async #noteFault(fault: RecordingFault): Promise<void> {
    const change = await noteRecording(this.job.sessionId, { fault });
    if (change) this.context.publisher.session(change);
  }
}
