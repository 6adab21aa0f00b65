import { randomUUID } from "node:crypto";
import { every, type Repetition } from "#platform/every";
import {
  type ClaimedImport,
  claimImports,
  importsAmong,
  peopleAmong,
  releaseImports,
  removeImport,
  renewImports,
} from "#store/session/imports";
import { type ImportContext, ImportRun } from "./import-run";
import type { UploadFolder } from "./upload-folder";

const EVERY_MS = 1_000;
/** Each has an ffmpeg, which waits most of the time. */
const MOST_AT_ONCE = 32;
/** Every this many rounds the folder is compared with the store. */
const ROUNDS_BETWEEN_CLEANINGS = 5;
/** An upload that was not started is removed after this time, ms. */
const ABANDONED_MS = 86_400_000;
/** The rest of an upload, without its file or what describes it, is removed after this time, ms: it may be in creation. */
const REST_MS = 60_000;

type Running = { readonly stop: AbortController; readonly done: Promise<void> };

/**
 * Works on the imports whose files this web process has. One process works on one import, by a lease; if it dies, another one
 * with the same folder, or the same one after its restart, continues.
 */
export class Importer {
  readonly #lease = randomUUID();
  readonly #running = new Map<string, Running>();
  readonly #rounds: Repetition;
  #round = 0;

  constructor(
    private readonly context: ImportContext,
    private readonly folder: UploadFolder,
    private readonly maxHours: number,
  ) {
    this.#rounds = every(
      EVERY_MS,
      () => this.#look(),
      (err) => context.log.warn({ err }, "could not look for imports"),
    );
  }

  /** Stops all work. Another process may continue it at once. */
  async close(): Promise<void> {
    await this.#rounds.stop();
    for (const { stop } of this.#running.values()) stop.abort();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    await releaseImports(this.#lease);
  }

  async #look(): Promise<void> {
    const ours = [...this.#running.keys()];
    const kept = ours.length > 0 ? await renewImports(this.#lease, ours) : new Set();
    // The row is gone with a deleted session, or another process has it.
    for (const [id, { stop }] of this.#running) if (ours.includes(id) && !kept.has(id)) stop.abort();
    const ids = (await this.folder.ids()).filter((id) => !this.#running.has(id));
    const room = MOST_AT_ONCE - this.#running.size;
    const claimed = ids.length > 0 && room > 0 ? await claimImports(this.#lease, ids, room) : [];
    for (const job of claimed) this.#start(job);
    if (this.#round++ % ROUNDS_BETWEEN_CLEANINGS === 0) await this.#clean();
  }

  #start(job: ClaimedImport): void {
    const { log } = this.context;
    const stop = new AbortController();
    const { id, sessionId } = job;
    const options = { file: this.folder.file(id), maxHours: this.maxHours, signal: stop.signal };
    const work = async () => {
      try {
        log.info({ sessionId }, "import begins or continues");
        await this.folder.markStarted(id);
        await new ImportRun(this.context, job, this.#lease, options).run();
        await removeImport(id);
        await this.folder.remove(id);
        log.info({ sessionId }, "import is over");
      } catch (err) {
        if (!stop.signal.aborted) log.error({ err, sessionId }, "an import failed");
      } finally {
        this.#running.delete(id);
      }
    };
    this.#running.set(id, { stop, done: work() });
  }

  /**
   * Removes abandoned uploads, those of sessions that are over or deleted, those of deleted or blocked people, and what a
   * crash left of uploads.
   */
  async #clean(): Promise<void> {
    const [ids, uploads] = [await this.folder.ids(), await this.folder.list()];
    const [imports, people] = await Promise.all([
      importsAmong(ids),
      peopleAmong([...new Set(uploads.map(({ owner }) => owner))]),
    ]);
    const whole = new Set(uploads.map(({ id }) => id));
    for (const id of ids) {
      if (whole.has(id) || imports.has(id) || this.#running.has(id)) continue;
      if ((await this.folder.touchedAt(id)).getTime() < Date.now() - REST_MS) await this.folder.remove(id);
    }
    const old = Date.now() - ABANDONED_MS;
    for (const { id, owner, isStarted, createdAt } of uploads) {
      if (imports.has(id) || this.#running.has(id)) continue;
      if (isStarted || !people.has(owner) || createdAt.getTime() < old) await this.folder.remove(id);
    }
  }
}
