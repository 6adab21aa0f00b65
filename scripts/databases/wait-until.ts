import { setTimeout as pause } from "node:timers/promises";

interface Waiting {
  deadlineMs: number;
  /** Returns true when the awaited process has ended; the wait then fails at once. */
  stopped?: () => boolean;
  /** The message of the error on failure. */
  otherwise: string;
}

const INTERVAL_MS = 25;

/** Polls until `isTrue` returns true. @throws Error with `otherwise` */
export async function waitUntil(isTrue: () => Promise<boolean>, waiting: Waiting): Promise<void> {
  const end = Date.now() + waiting.deadlineMs;
  while (!(await isTrue())) {
    if (waiting.stopped?.() || Date.now() > end) throw new Error(waiting.otherwise);
    await pause(INTERVAL_MS);
  }
}
