import { type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { promisify } from "node:util";
import { EngineError } from "../../engine-error";
import { isWhole, type Reply, reply, request } from "./text";

const run = promisify(execFile);

const ENVIRONMENT = { NODE_ENV: "production", PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C.UTF-8" } as const;

type Waiting = {
  readonly text: string;
  resolve(reply: Reply): void;
  reject(error: EngineError): void;
};

/**
 * The shell script of one direction's stages. `apertium` itself reopens /dev/stdin, which a Node pipe
 * refuses, so the stages are run without it.
 * @throws EngineError "unsupported" that names the Debian package
 */
export async function readPipeline(modesDir: string, direction: string): Promise<string> {
  const mode = join(modesDir, `${direction}.mode`);
  await access(mode).catch((cause) => {
    throw missing(`apertium-${direction}`, cause);
  });
  const { stdout } = await run("apertium-wblank-mode", ["-z", mode], { env: ENVIRONMENT }).catch((cause) => {
    throw missing("apertium", cause);
  });
  return stdout.trim();
}

/**
 * A running pipeline of 13 to 17 processes that answers in order. Every stage ends with the one before it, so none outlives
 * the worker.
 */
export class ApertiumPipeline {
  /** Resolves when all processes have ended. */
  readonly closed: Promise<void>;
  readonly #shell: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting: Waiting[] = [];
  #received: Buffer[] = [];
  #deadline: NodeJS.Timeout | null = null;
  #failure: EngineError | null = null;
  #isEnding = false;

  constructor(
    script: string,
    private readonly timeoutMs: number,
  ) {
    // The shell closes its own output, so the output ends when any stage dies.
    this.#shell = spawn("bash", ["-c", `<&0 ${script} & exec >&-; wait`, "apertium", "-g", ""], {
      stdio: ["pipe", "pipe", "ignore"],
      env: ENVIRONMENT,
      // A process group of its own, so that one signal ends every stage.
      detached: true,
    });
    this.#shell.stdin.on("error", () => {});
    this.#shell.stdout.on("data", (bytes: Buffer) => this.#receive(bytes));
    this.#shell.stdout.on("end", () => {
      if (!this.#isEnding || !this.isIdle) this.kill("crashed", "Apertium's pipeline broke");
    });
    this.#shell.on("error", (cause) => this.kill("crashed", `Apertium could not be started: ${cause.message}`));
    this.closed = new Promise((resolve) => {
      this.#shell.on("close", () => resolve());
    });
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether it takes no more requests. */
  get isOver(): boolean {
    return this.#isEnding || this.#failure !== null;
  }

  get failure(): EngineError | null {
    return this.#failure;
  }

  /** @throws EngineError */
  send(text: string): Promise<Reply> {
    if (this.isOver) return Promise.reject(this.#failure ?? new EngineError("unavailable", true, "Apertium has ended"));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, resolve, reject });
      if (this.#waiting.length === 1) this.#expectReply();
      this.#shell.stdin.write(request(text));
    });
  }

  /** Ends after the pending replies. */
  end(): void {
    this.#isEnding = true;
    this.#shell.stdin.end();
  }

  /** Rejects all pending requests. Replies carry no ids, so after a lost one none can be trusted. */
  kill(kind: "crashed" | "unavailable", message: string): void {
    this.#failure ??= new EngineError(kind, true, message);
    if (this.#deadline) clearTimeout(this.#deadline);
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
    const { pid } = this.#shell;
    if (pid === undefined) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // The process has already ended.
    }
  }

  #receive(bytes: Buffer): void {
    let rest = bytes;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const raw = Buffer.concat([...this.#received, rest.subarray(0, end)]).toString("utf8");
      this.#received = [];
      rest = rest.subarray(end + 1);
      // Stages after one that died still close its unfinished reply with a NUL.
      if (!isWhole(raw)) {
        this.kill("crashed", "Apertium's pipeline broke");
        return;
      }
      const done = this.#waiting.shift();
      this.#expectReply();
      done?.resolve(reply(raw, done.text));
    }
    if (rest.length > 0) this.#received.push(rest);
  }

  /** Starts the time limit of the next reply. It counts from the reply before, so a long queue is no failure. */
  #expectReply(): void {
    if (this.#deadline) clearTimeout(this.#deadline);
    this.#deadline = this.isIdle
      ? null
      : setTimeout(() => this.kill("unavailable", "Apertium did not answer in time"), this.timeoutMs);
  }
}

function missing(packageName: string, cause: unknown): EngineError {
  const message = `Apertium needs the Debian package ${packageName}: apt-get install -y ${packageName}`;
  return new EngineError("unsupported", false, message, { cause });
}
