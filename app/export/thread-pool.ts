import type { Log } from "#platform/log";
import { exportsTotal } from "#platform/metrics";
import type { ExportJob } from "./export-job";
import { ExportThread } from "./export-thread";
import { type Exports, FULL_SECONDS, type MadeExport, openExports } from "./exports";
import { FileSlots, type SlotRequest } from "./file-slots";
import { sentStream } from "./sent-stream";

/** Bytes of a file that are made ahead of its client. */
const AHEAD_BYTES = 4 * 1_024 * 1_024;
/** The longest time that a file may occupy a thread, so that slow clients do not hold up others. */
const LONGEST_MS = 120_000;
/** An idle thread ends after this time and frees its memory. */
const IDLE_MS = 600_000;
/** The most files that wait, are made or are sent at once. */
const MOST_FILES = 32;

export type ExportsConfig = {
  /** `thread.mjs`, or what `thread.ts` is compiled to. The caller names it, because Next bundles this folder. */
  readonly threadFile: URL;
  readonly databaseUrl: string;
  /** The number of threads, and so of files made at once. */
  readonly atOnce: number;
  readonly heapMb?: number;
  readonly log: Log;
};

type Wait = { readonly taker: string; give(thread: ExportThread): void };

/** Makes files in threads, so that the event loop of the web process never waits for one. */
export class ThreadPool implements Exports {
  readonly #config: ExportsConfig;
  readonly #slots = new FileSlots();
  /** Each thread with the taker of its current file; null: idle. */
  readonly #threads = new Map<ExportThread, string | null>();
  readonly #idle = new Map<ExportThread, NodeJS.Timeout>();
  readonly #waiting: Wait[] = [];
  #isClosed = false;

  private constructor(config: ExportsConfig) {
    this.#config = config;
  }

  static open(config: ExportsConfig): ThreadPool {
    const created = new ThreadPool(config);
    openExports.set(created);
    return created;
  }

  /** Reserves a slot for one file. @returns a function that releases it, safe to call twice; null if none is free */
  enter(request: SlotRequest): (() => void) | null {
    return this.#slots.reserve([...request, { name: "all", most: MOST_FILES }]);
  }

  /** @param signal aborts when the client disconnects @throws Error when no file can be made */
  async make(job: ExportJob, request: SlotRequest, signal: AbortSignal): Promise<MadeExport> {
    const leave = this.enter(request);
    if (!leave) {
      exportsTotal.inc({ outcome: "refused" });
      return { kind: "full", retryAfterSeconds: FULL_SECONDS };
    }
    const ended = (outcome: "made" | "cancelled" | "failed") => {
      exportsTotal.inc({ outcome });
      leave();
    };
    let thread: ExportThread | undefined;
    try {
      thread = await this.#threadFor(request[0]?.name ?? "", signal);
      const head = await abortable(thread.make(job), AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]));
      if (head.kind === "file") return { ...head, content: this.#sent(thread, ended) };
      this.#release(thread);
      ended("made");
      return head;
    } catch (error) {
      if (thread) void this.#stop(thread);
      ended(signal.aborted ? "cancelled" : "failed");
      if (!signal.aborted) this.#report(error);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    openExports.clear();
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#threads.keys()].map((thread) => thread.end()));
  }

  /** Buffers a part of the file ahead of its client, so that the thread is free sooner. */
  #sent(thread: ExportThread, ended: (outcome: "made" | "cancelled" | "failed") => void): ReadableStream<Uint8Array> {
    let isBusy = true;
    let didFail = false;
    const free = (isWhole: boolean) => {
      clearTimeout(deadline);
      if (!isBusy) return;
      isBusy = false;
      if (isWhole) this.#release(thread);
      else void this.#stop(thread);
    };
    const deadline = setTimeout(() => free(false), LONGEST_MS);
    const ahead = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          try {
            const block = isBusy ? await thread.more() : null;
            if (!isBusy) throw new Error("the file took too long");
            if (block) return controller.enqueue(block);
            controller.close();
            free(true);
          } catch (error) {
            didFail = true;
            controller.error(error);
            if (isBusy) this.#report(error);
            free(false);
          }
        },
        cancel: () => free(false),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: AHEAD_BYTES }),
    );
    const reader = ahead.getReader();
    return sentStream(
      async () => (await reader.read()).value ?? null,
      (isWhole) => {
        if (!isWhole) reader.cancel().catch(() => {});
        ended(isWhole ? "made" : didFail ? "failed" : "cancelled");
      },
    );
  }

  /** Gives the next thread to the longest wait. A taker has at most one thread, so that it cannot occupy all. */
  #threadFor(taker: string, signal: AbortSignal): Promise<ExportThread> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const gone = () => {
        this.#waiting.splice(this.#waiting.indexOf(wait), 1);
        reject(signal.reason);
      };
      const wait: Wait = {
        taker,
        give: (thread) => {
          signal.removeEventListener("abort", gone);
          resolve(thread);
        },
      };
      signal.addEventListener("abort", gone, { once: true });
      this.#waiting.push(wait);
      this.#giveThreads();
    });
  }

  #giveThreads(): void {
    for (;;) {
      const busy = new Set(this.#threads.values());
      const next = this.#waiting.findIndex(({ taker }) => !busy.has(taker));
      const wait = this.#waiting[next];
      const thread = wait && this.#freeThread();
      if (!thread) return;
      this.#waiting.splice(next, 1);
      this.#threads.set(thread, wait.taker);
      wait.give(thread);
    }
  }

  #freeThread(): ExportThread | null {
    const [idle] = this.#idle.keys();
    if (!idle) return this.#threads.size < this.#config.atOnce && !this.#isClosed ? this.#start() : null;
    clearTimeout(this.#idle.get(idle));
    this.#idle.delete(idle);
    return idle;
  }

  #start(): ExportThread {
    const { threadFile, databaseUrl, heapMb } = this.#config;
    const thread = new ExportThread(threadFile, databaseUrl, heapMb);
    thread.onEnd(() => {
      this.#threads.delete(thread);
      clearTimeout(this.#idle.get(thread));
      this.#idle.delete(thread);
      this.#giveThreads();
    });
    return thread;
  }

  async #stop(thread: ExportThread): Promise<void> {
    if (await thread.stop()) this.#release(thread);
  }

  #release(thread: ExportThread): void {
    if (!this.#threads.has(thread)) return;
    this.#threads.set(thread, null);
    const timer = setTimeout(() => void thread.end(), IDLE_MS);
    timer.unref();
    this.#idle.set(thread, timer);
    this.#giveThreads();
  }

  #report(error: unknown): void {
    this.#config.log.error({ err: error }, "an export failed");
  }
}

/** Settles with `made`, or rejects as soon as the client disconnects. */
function abortable<T>(made: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(signal.reason);
    signal.addEventListener("abort", gone, { once: true });
    if (signal.aborted) gone();
    made.then(resolve, reject).finally(() => signal.removeEventListener("abort", gone));
  });
}
