import { readdirSync, readFileSync } from "node:fs";

/** The living processes whose command line contains `part` and whose ancestor is `ancestor`. */
export function descendants(ancestor: number, part: string): number[] {
  const table = new Map(readTable().map((entry) => [entry.pid, entry]));
  const descends = (pid: number): boolean => {
    const parent = table.get(pid)?.parent;
    return parent !== undefined && (parent === ancestor || descends(parent));
  };
  return [...table.values()]
    .filter(({ pid, command }) => command.includes(part) && descends(pid))
    .map(({ pid }) => pid);
}

/**
 * Sends a signal to one process.
 *
 * @throws Error if there is no such process: 0 and negative numbers address whole groups, also the caller's
 */
export function signalProcess(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined || pid <= 0) throw new Error(`No process to send ${signal} to.`);
  process.kill(pid, signal);
}

/** Whether the process runs and is no zombie. */
export function isAlive(pid: number): boolean {
  return readTable().some((entry) => entry.pid === pid);
}

function readTable(): { pid: number; parent: number; command: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return state === "Z" ? [] : [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        // The process ended while the table was read.
        return [];
      }
    });
}
