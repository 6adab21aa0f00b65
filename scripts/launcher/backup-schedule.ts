import { setTimeout as pause } from "node:timers/promises";

export interface BackupSchedule {
  everyMs: number;
  /** When the last backup that is there was made. */
  lastMade(): Date | null;
  /** @throws Error when there is no backup */
  makeBackup(): Promise<void>;
}

/** What a test gives in its place. */
interface Clock {
  now(): number;
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

const SYSTEM: Clock = {
  now: Date.now,
  pause: (ms, signal) => pause(ms, undefined, { signal }),
};

/** A backup that failed is tried again after this long. */
const RETRY_MS = 600_000;
/** The clock is read again this often: it may be set, and a machine may sleep. */
const LOOK_MS = 60_000;

/** Makes backups until `signal` aborts: one when the last is `everyMs` old. A failure is logged and ends nothing. */
export async function keepBackingUp(schedule: BackupSchedule, signal: AbortSignal, clock = SYSTEM): Promise<void> {
  let notBefore = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    try {
      const now = clock.now();
      const last = schedule.lastMade()?.getTime() ?? Number.NEGATIVE_INFINITY;
      const due = Math.max(last + schedule.everyMs, notBefore);
      if (now < due) {
        await clock.pause(Math.min(due - now, LOOK_MS), signal).catch(() => {});
        continue;
      }
      // A folder without a trace of the last one, such as a disk that was exchanged, makes no backup after backup.
      notBefore = now + schedule.everyMs;
      await schedule.makeBackup();
    } catch (error) {
      if (signal.aborted) return;
      const wait = Math.min(RETRY_MS, schedule.everyMs);
      notBefore = clock.now() + wait;
      const why = error instanceof Error ? error.message : String(error);
      console.error(`The backup failed: ${why} Next attempt in ${Math.ceil(wait / 60_000)} min.`);
    }
  }
}
