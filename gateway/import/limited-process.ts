import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";

/** Address space of ffmpeg; a gigabyte is ten times what it takes for an hour of video. */
const MOST_BYTES = 2 ** 30;
const MOST_OPEN_FILES = 64;

export type LimitedProcess = {
  readonly stdout: Readable;
  /** The exit status of the process; null: a signal ended it, or it could not be started. */
  readonly ended: Promise<number | null>;
  /** Ends the process and its children at once. */
  kill(): void;
};

/**
 * Starts a program that reads a stranger's file: in a process group of its own, without this process's environment, with limits
 * on memory and CPU time, and without the right to write into a file. Its standard output is a pipe: the program waits
 * while the pipe is full, and ends with it, also after a kill -9 of this process.
 */
export function startLimited(program: string, args: readonly string[], cpuSeconds: number): LimitedProcess {
  const limits = [`--as=${MOST_BYTES}`, `--cpu=${cpuSeconds}`, `--nofile=${MOST_OPEN_FILES}`, "--fsize=0", "--core=0"];
  const child = spawn("nice", ["-n", "10", "prlimit", ...limits, "--", program, ...args], {
    detached: true,
    env: { NODE_ENV: "production", PATH: "/usr/local/bin:/usr/bin:/bin" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", (status) => resolve(status));
  });
  return { stdout: child.stdout, ended, kill: () => killGroup(child) };
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has just ended.
  }
}
