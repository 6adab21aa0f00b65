import { setTimeout as pause } from "node:timers/promises";

export interface Service {
  /** Resolves when the current process has ended. */
  exited(): Promise<void>;
  restart(): Promise<void>;
}

const FIRST_MS = 250;
const LONGEST_MS = 10_000;
/** A process that ran for at least this long (ms) is restarted after the first wait again. */
const STEADY_MS = 30_000;

/** Restarts a service whenever it ends, after a wait that doubles, until `signal` aborts. */
export async function keepRunning(name: string, service: Service, signal: AbortSignal): Promise<void> {
  let wait = FIRST_MS;
  while (!signal.aborted) {
    const begin = Date.now();
    await service.exited();
    if (signal.aborted) return;
    if (Date.now() - begin > STEADY_MS) wait = FIRST_MS;
    console.error(`The ${name} ended unexpectedly. Restarting it.`);
    await pause(wait, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    wait = Math.min(2 * wait, LONGEST_MS);
    await service.restart().catch((error) => console.error(`The ${name} did not start: ${error.message}`));
  }
}
