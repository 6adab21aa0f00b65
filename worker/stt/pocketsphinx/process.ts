import { type ChildProcessByStdio, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { EngineError } from "../../engine-error";
import { type DecoderEvent, DecoderMessage } from "./decoder-messages";

const FOLDER = import.meta.dirname;
/** Path of the program that runs one decoder. */
export const DECODER_PROGRAM = join(FOLDER, "child.ts");

/** One decoder in a process of its own, because the library ends its process on a fatal error. */
export class PocketSphinxProcess {
  /** Resolves when the model is loaded. @throws EngineError */
  readonly ready: Promise<void>;
  /** Resolves when the process has ended: null after its last message or after `kill`, else the error. */
  readonly closed: Promise<EngineError | null>;
  /** Called with each message about the sound, in order, until `closed`. */
  onEvent: (event: DecoderEvent) => void = () => {};

  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  #becameReady: () => void = () => {};
  #failure: EngineError | null = null;
  #isComplete = false;

  constructor(modelDir: string) {
    this.#child = spawn(process.execPath, ["--import", "tsx", DECODER_PROGRAM, modelDir], {
      cwd: FOLDER,
      // The child must not inherit the worker's secrets.
      env: { NODE_ENV: "production", PATH: "/usr/bin:/bin", TMPDIR: tmpdir() },
      stdio: ["pipe", "pipe", "ignore"],
    });
    // Ignore failed writes: `close` reports the end of the process.
    this.#child.stdin.on("error", () => {});
    createInterface({ input: this.#child.stdout }).on("line", (line) => this.#read(line));
    this.closed = new Promise((resolve) => {
      this.#child.on("error", (cause) => this.#fail("crashed", true, "PocketSphinx could not be started", cause));
      this.#child.on("close", (code, signal) => {
        if (!this.#isComplete) this.#fail("crashed", true, `PocketSphinx ended unexpectedly (${signal ?? code})`);
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
    // Callers await `ready`; the failure of a spare process is reported by `closed`.
    this.ready.catch(() => {});
  }

  /** Bytes of sound that wait in this process, because the child reads only what it has time for. */
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
    const parsed = DecoderMessage.safeParse(parseJson(line));
    if (!parsed.success) {
      this.#fail("crashed", true, "PocketSphinx sent an unreadable line");
      this.#child.kill("SIGKILL");
    } else if (parsed.data.type === "ready") this.#becameReady();
    else if (parsed.data.type === "end") this.#isComplete = true;
    else if (parsed.data.type === "failed") {
      const { missing, message } = parsed.data;
      this.#fail(missing ? "unsupported" : "crashed", !missing, message);
    } else this.onEvent(parsed.data);
  }

  /** Keeps the first failure, which causes those that follow. */
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
