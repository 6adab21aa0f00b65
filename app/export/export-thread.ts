import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ExportAnswer, ExportJob, ExportOrder } from "./export-job";

/** A session that needs more is too large for a file: its thread ends, and the web process does not. */
const HEAP_MB = 768;
/** How long a thread may take to notice that its file was cancelled. */
const GRACE_MS = 500;

/** The web process's side of one export thread, which makes one file at a time. */
export class ExportThread {
  readonly #worker: Worker;
  /** Rejects when the thread ends by itself. */
  readonly #ended: Promise<never>;
  #isFree = true;

  constructor(file: URL, databaseUrl: string, heapMb = HEAP_MB) {
    this.#worker = new Worker(file, {
      workerData: { databaseUrl },
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    this.#ended = new Promise((_, reject) => {
      this.#worker.once("error", reject);
      this.#worker.once("exit", () => reject(new Error("the export thread has ended")));
    });
    this.#ended.catch(() => {});
    // The thread does not keep the process alive.
    this.#worker.unref();
  }

  /** Calls back once, when the thread has ended. */
  onEnd(ended: () => void): void {
    this.#ended.catch(ended);
  }

  /** Starts a file. @throws Error when the file cannot be made */
  async make(job: ExportJob): Promise<Extract<ExportAnswer, { kind: "head" }>["head"]> {
    this.#isFree = false;
    const answer = await this.#ask({ kind: "make", job });
    if (answer.kind !== "head") throw new Error(`an export thread answered ${answer.kind}`);
    return answer.head;
  }

  /** The next block of the file; null: the file is complete. @throws Error when the rest cannot be made */
  async more(): Promise<Uint8Array | null> {
    const answer = await this.#ask({ kind: "more" });
    return answer.kind === "block" ? answer.block : null;
  }

  /** Cancels the current file, or ends the thread if it does not respond. @returns whether it takes another job */
  async stop(): Promise<boolean> {
    if (this.#isFree) return true;
    this.#worker.postMessage({ kind: "stop" } satisfies ExportOrder);
    const late = AbortSignal.timeout(GRACE_MS);
    try {
      for (;;) {
        const [answer] = (await Promise.race([once(this.#worker, "message", { signal: late }), this.#ended])) as [
          ExportAnswer,
        ];
        this.#isFree = isLast(answer);
        if (this.#isFree) return true;
      }
    } catch {
      await this.#worker.terminate();
      return false;
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(order: ExportOrder): Promise<ExportAnswer> {
    const answered = once(this.#worker, "message");
    this.#worker.postMessage(order);
    const [answer] = (await Promise.race([answered, this.#ended])) as [ExportAnswer];
    this.#isFree = isLast(answer);
    if (answer.kind === "failed") throw new FailedExport(answer);
    return answer;
  }
}

/** Whether the thread waits for another job. */
function isLast(answer: ExportAnswer): boolean {
  if (answer.kind === "head") return answer.head.kind !== "file";
  return answer.kind !== "block";
}

/** An error that an export thread reported. */
class FailedExport extends Error {
  override readonly name = "FailedExport";
  constructor({ name, code }: Extract<ExportAnswer, { kind: "failed" }>) {
    super(`${name} ${code ?? ""}`.trim());
  }
}
