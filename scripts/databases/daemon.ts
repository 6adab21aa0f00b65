import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, closeSync, constants, openSync } from "node:fs";
import type { Account } from "./account";
import { SURROUNDINGS } from "./environment";
import { endLeftBehind, writePidFile } from "./pid-file";

export interface DaemonOptions {
  command: string;
  args: string[];
  /** The working directory. Log and pid file are next to it, where a process of another account cannot change them. */
  dir: string;
  account: Account | null;
  /** The signal that ends it cleanly. The kernel also sends it when this process ends in any way. */
  stopSignal: "SIGTERM" | "SIGINT";
}

/** A child process that serves until it is stopped, in a process group of its own. */
export interface Daemon {
  readonly pid: number;
  readonly exited: Promise<void>;
  isRunning(): boolean;
  /** Stops it cleanly; kills it after `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

export const logFileOf = (dir: string): string => `${dir}.log`;

/** Starts it, after stopping one that an earlier launcher left running in the same folder. */
export async function startDaemon({ command, args, dir, account, stopSignal }: DaemonOptions): Promise<Daemon> {
  const pidFile = `${dir}.pid`;
  await endLeftBehind(pidFile, stopSignal);
  const tied = isExecutable(SETPRIV) ? [SETPRIV, "--pdeathsig", stopSignal.slice(3), "--"] : [];
  const [file = command, ...argv] = [...tied, command, ...args];
  const log = openSync(logFileOf(dir), "a", 0o600);
  const child = spawn(file, argv, {
    cwd: dir,
    detached: true,
    stdio: ["ignore", log, log],
    env: SURROUNDINGS,
    ...account,
  });
  closeSync(log);
  const exited = once(child, "exit").then(() => {});
  if (child.pid === undefined)
    throw await exited.then(
      () => null,
      (error) => error,
    );
  writePidFile(pidFile, child.pid);

  const isRunning = () => child.exitCode === null && child.signalCode === null;
  return {
    pid: child.pid,
    exited,
    isRunning,
    async stop(deadlineMs) {
      if (!isRunning()) return;
      child.kill(stopSignal);
      const hard = setTimeout(() => child.kill("SIGKILL"), deadlineMs);
      await exited;
      clearTimeout(hard);
    },
    async kill() {
      if (!isRunning()) return;
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** Part of Debian's essential util-linux. On other systems the next start stops a process that was left running. */
const SETPRIV = "/usr/bin/setpriv";

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
