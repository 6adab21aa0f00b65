import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { endLeftBehind, writePidFile } from "../databases/pid-file";
import type { Service } from "./keep-running";
import type { RunAs } from "./run-as";

/** The web or the worker process, in a process group of its own. It ends when its channel to this process breaks. */
export class ProductProcess implements Service {
  #child: ChildProcess | null = null;
  #exited: Promise<void> = Promise.resolve();

  constructor(
    private readonly script: string,
    private readonly options: { runAs: RunAs; pidFile: string; env: NodeJS.ProcessEnv },
  ) {}

  async restart(): Promise<void> {
    const { runAs, pidFile, env } = this.options;
    await endLeftBehind(pidFile, "SIGTERM");
    const [command, ...args] = [...runAs.command, "--import", "tsx", this.script];
    const child = spawn(command, args, {
      cwd: runAs.checkout,
      env: { ...env, ...runAs.env },
      detached: true,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      ...runAs.account,
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

  /** SIGTERM; after `deadlineMs` kill -9 for the process and its children. */
  async stop(deadlineMs: number): Promise<void> {
    const pid = this.#child?.pid;
    if (pid === undefined || !this.isRunning()) return;
    this.#child?.kill("SIGTERM");
    const hard = setTimeout(() => process.kill(-pid, "SIGKILL"), deadlineMs);
    await this.#exited;
    clearTimeout(hard);
  }
}
