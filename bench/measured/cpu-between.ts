import { cpuSeconds, cpuSecondsOfTree, machineCpuSeconds } from "./cpu";
import type { Databases } from "./databases";
import type { Processes } from "./processes";

/** CPU seconds spent between two times (milliseconds since 1970). */
export async function cpuBetween(
  from: number,
  until: number,
  databases: Databases,
  processes: Processes,
  clientPids: readonly number[],
) {
  const spent = () => ({
    web: cpuSeconds(processes.webPid),
    worker: cpuSeconds(processes.workerPid),
    redis: cpuSeconds(databases.redisPid),
    postgres: cpuSecondsOfTree(databases.postgresPid),
    speakers: clientPids.reduce((sum, pid) => sum + cpuSeconds(pid), 0),
    machine: machineCpuSeconds(),
  });
  const wait = (time: number) => new Promise((resolve) => setTimeout(resolve, time - Date.now()));
  await wait(from);
  const before = spent();
  await wait(until);
  const after = spent();
  const web = after.web - before.web;
  const worker = after.worker - before.worker;
  const redis = after.redis - before.redis;
  const postgres = after.postgres - before.postgres;
  const speakers = after.speakers - before.speakers;
  const others = after.machine - before.machine - web - worker - redis - postgres - speakers;
  return { web, worker, redis, postgres, speakers, others };
}
