import { readdirSync, readFileSync } from "node:fs";

/** Linux counts CPU time in hundredths of a second (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** Fields of /proc/PID/stat after the command's name, which may hold spaces; proc(5) counts them from 3. */
function statOf(pid: number): string[] {
  const line = readFileSync(`/proc/${pid}/stat`, "utf8");
  return line.slice(line.lastIndexOf(")") + 2).split(" ");
}

/** CPU seconds (user and system) of a process and its children that have ended. */
export function cpuSeconds(pid: number): number {
  const fields = statOf(pid);
  return [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0) / TICKS_PER_SECOND;
}

/** CPU seconds of a process and all its children, running or ended. */
export function cpuSecondsOfTree(pid: number): number {
  return childrenOf(pid).reduce((sum, child) => sum + cpuSeconds(child), cpuSeconds(pid));
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => {
    try {
      return Number(statOf(pid)[1]) === parent;
    } catch {
      return false; // It ended meanwhile.
    }
  });
}

/** CPU seconds of the whole machine since it started. */
export function machineCpuSeconds(): number {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n", 1);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) / TICKS_PER_SECOND;
}

/** Resident memory of a process in MiB. */
export function residentMiB(pid: number): number {
  return statusMiB(pid, "VmRSS");
}

/** Private memory of a process and its running children, in MiB; shared memory does not count. */
export function ownMiBOfTree(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, one) => sum + statusMiB(one, "RssAnon"), 0);
}

/** A process that has ended meanwhile has none. */
function statusMiB(pid: number, field: string): number {
  try {
    const kB = new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kB ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** The load averages of 1, 5 and 15 minutes. */
export function loadAverages(): string {
  return readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 3).join(" ");
}
