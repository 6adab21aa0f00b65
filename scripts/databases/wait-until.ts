import { setTimeout as pause } from "node:timers/promises";

interface Waiting {
  deadlineMs: number;
  /** Gives up at once when what is waited for has ended. */
  stopped?: () => boolean;
  /** The sentence of the error when it does not come true. */
  otherwise: string;
}

const INTERVAL_MS = 25;

/** @throws Error with `otherwise` */
export async function waitUntil(isTrue: () => Promise<boolean>, waiting: Waiting): Promise<void> {
  const end = Date.now() + waiting.deadlineMs;
  while (!(await isTrue())) {
    if (waiting.stopped?.() || Date.now() > end) throw new Error(waiting.otherwise);
    await pause(INTERVAL_MS);
  }
}
