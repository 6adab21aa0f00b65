import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";

/** A child's message on its channel once it serves. */
export type Ready = { readonly ready: true; readonly port?: number };

/**
 * Without V8's optimisation of WebAssembly (Prisma's query compiler), which takes a quarter to a third of the processor
 * time of a start.
 */
const FAST_START = ["--liftoff-only"];

const running = new Set<ChildProcess>();
// A child that SIGSTOP has stopped does not notice that its parent has ended.
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** One web or worker process of the product, which a test can end, stop and continue. */
export class Child {
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly ready: Promise<Ready>;

  /** @param cwd its working directory; by default this process's */
  constructor(file: string, env: Record<string, string>, logFile: string, cwd = process.cwd()) {
    const log = openSync(logFile, "a");
    this.#process = fork(file, {
      cwd,
      execArgv: file.endsWith(".ts") ? [...FAST_START, "--import", "tsx"] : FAST_START,
      env: { PATH: process.env.PATH, NODE_ENV: "test", ...env },
      stdio: ["ignore", log, log, "ipc"],
    });
    running.add(this.#process);
    this.#exited = once(this.#process, "exit").then(() => running.delete(this.#process));
    this.ready = new Promise((resolve, reject) => {
      this.#process.on("message", (message: Ready) => resolve(message));
      void this.#exited.then(() => reject(new Error(`${file} ended before it was ready; see ${logFile}`)));
    });
    this.ready.catch(() => {});
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get isRunning(): boolean {
    return running.has(this.#process);
  }

  /** Kills the process (SIGKILL), also a stopped one. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#exited;
  }

  /** Ends the process by SIGTERM. @returns the exit status, or null if a signal ended it */
  async terminate(): Promise<number | null> {
    this.#process.kill("SIGTERM");
    await this.#exited;
    return this.#process.exitCode;
  }

  /** Stops the process (SIGSTOP): it does nothing more, and its connections stay open. */
  freeze(): void {
    this.#process.kill("SIGSTOP");
  }

  thaw(): void {
    this.#process.kill("SIGCONT");
  }
}
