import { type ChildProcessByStdio, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { EngineError } from "../../engine-error";
import { type DecoderEvent, Line } from "./lines";

const FOLDER = import.meta.dirname;

/** One decoder in a process of its own: the library ends its process on a fatal error. */
export class PocketSphinxProcess {
  /** The model is loaded. @throws EngineError */
  readonly ready: Promise<void>;
  /** The process is gone: with null when it had said everything or was killed here, else with what happened. */
  readonly closed: Promise<EngineError | null>;
  /** Hears what it says, in order, until `closed`. */
  onEvent: (event: DecoderEvent) => void = () => {};

  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  #becameReady: () => void = () => {};
  #failure: EngineError | null = null;
  #isComplete = false;

  constructor(modelDir: string) {
    this.#child = spawn(process.execPath, ["--import", "tsx", join(FOLDER, "child.ts"), modelDir], {
      cwd: FOLDER,
      // The worker's secrets are none of its business.
      env: { NODE_ENV: "production", PATH: "/usr/bin:/bin", TMPDIR: tmpdir() },
      stdio: ["pipe", "pipe", "ignore"],
    });
    // A process that is gone says so by `close`; a write to it is no second failure.
    this.#child.stdin.on("error", () => {});
    createInterface({ input: this.#child.stdout }).on("line", (line) => this.#read(line));
    this.closed = new Promise((resolve) => {
      this.#child.on("error", (cause) => this.#fail("crashed", true, "PocketSphinx could not be started", cause));
      this.#child.on("close", (code, signal) => {
        if (!this.#isComplete) this.#fail("crashed", true, `PocketSphinx ended by itself (${signal ?? code})`);
        resolve(this.#failure);
      });
    });
    this.ready = Promise.race([
      new Promise<void>((resolve) => {
        this.#becameReady = resolve;
      }),
      this.closed.then((failure) => {
        throw failure ?? new EngineError("unavailable", true, "PocketSphinx was stopped before it was ready");
      }),
    ]);
    // Whoever opens a recogniser awaits it; a spare's failure is told by `closed`.
    this.ready.catch(() => {});
  }

  /** Sound that still waits in this process, in bytes; the child itself holds back what it has no time for. */
  get backlogBytes(): number {
    return this.#child.stdin.writableLength;
  }

  write(sound: Uint8Array): void {
    this.#child.stdin.write(sound);
  }

  end(): void {
    this.#child.stdin.end();
  }

  kill(): void {
    this.#isComplete = true;
    this.#child.kill("SIGKILL");
  }

  #read(line: string): void {
    const parsed = Line.safeParse(parseJson(line));
    if (!parsed.success) {
      this.#fail("crashed", true, "PocketSphinx said something that is no event");
      this.#child.kill("SIGKILL");
    } else if (parsed.data.type === "ready") this.#becameReady();
    else if (parsed.data.type === "end") this.#isComplete = true;
    else if (parsed.data.type === "failed") {
      const { missing, message } = parsed.data;
      this.#fail(missing ? "unsupported" : "crashed", !missing, message);
    } else this.onEvent(parsed.data);
  }

  /** The first failure is the cause of those that follow. */
  #fail(kind: "unsupported" | "crashed", retryable: boolean, message: string, cause?: unknown): void {
    this.#failure ??= new EngineError(kind, retryable, message, { cause });
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
