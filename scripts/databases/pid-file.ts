import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { identityOf } from "./process-identity";
import { waitUntil } from "./wait-until";

/** Records which process serves, so that a later start can tell it from another process with the same number. */
export function writePidFile(file: string, pid: number): void {
  writeFileSync(file, `${pid}\n${identityOf(pid)}\n`, { mode: 0o600 });
}

/** @returns the recorded process if it still runs and is the same one */
export function readPidFile(file: string): number | null {
  try {
    const [number = "", identity] = readFileSync(file, "utf8").split("\n");
    const pid = Number(number);
    return Number.isInteger(pid) && pid > 0 && identityOf(pid) === identity ? pid : null;
  } catch {
    return null;
  }
}

const CLEAN_MS = 5_000;

/** Stops a process that an earlier launcher left running, so that two never write the same data. */
export async function endLeftBehind(file: string, signal: NodeJS.Signals): Promise<void> {
  const pid = readPidFile(file);
  if (pid !== null) {
    const isGone = async () => readPidFile(file) === null;
    const otherwise = `Process ${pid} from an earlier start does not end.`;
    send(pid, signal);
    await waitUntil(isGone, { deadlineMs: CLEAN_MS, otherwise }).catch(async () => {
      send(pid, "SIGKILL");
      await waitUntil(isGone, { deadlineMs: CLEAN_MS, otherwise });
    });
  }
  rmSync(file, { force: true });
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // ESRCH: it has ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
