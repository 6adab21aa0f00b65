import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { endLeftBehind, writePidFile } from "../databases/pid-file";
import type { Service } from "./keep-running";

/** The web or the worker process: in a process group of its own, and it ends when its channel to here breaks. */
export class ProductProcess implements Service {
  #child: ChildProcess | null = null;
  #exited: Promise<void> = Promise.resolve();

  constructor(
    private readonly script: string,
    private readonly options: { checkout: string; pidFile: string; env: NodeJS.ProcessEnv },
  ) {}

  async restart(): Promise<void> {
    const { checkout, pidFile, env } = this.options;
    await endLeftBehind(pidFile, "SIGTERM");
    const child = spawn(process.execPath, ["--import", "tsx", this.script], {
      cwd: checkout,
      env,
      detached: true,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#child = child;
    this.#exited = once(child, "exit").then(() => {});
    if (child.pid !== undefined) writePidFile(pidFile, child.pid);
  }

  exited(): Promise<void> {
    return this.#exited;
  }

  isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** SIGTERM; after `deadlineMs` kill -9 for it and what it started. */
  async stop(deadlineMs: number): Promise<void> {
    const pid = this.#child?.pid;
    if (pid === undefined || !this.isRunning()) return;
    this.#child?.kill("SIGTERM");
    const hard = setTimeout(() => process.kill(-pid, "SIGKILL"), deadlineMs);
    await this.#exited;
    clearTimeout(hard);
  }
}
