import { setTimeout as pause } from "node:timers/promises";

export interface BackupSchedule {
  everyMs: number;
  /** The time of the newest backup; null if there is none. */
  lastMade(): Date | null;
  /** @throws Error if the backup failed */
  makeBackup(): Promise<void>;
}

/** Tests replace the clock. */
interface Clock {
  now(): number;
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

const SYSTEM: Clock = {
  now: Date.now,
  pause: (ms, signal) => pause(ms, undefined, { signal }),
};

/** Wait after a failed backup, ms. */
const RETRY_MS = 600_000;
/** The clock is read at least this often (ms), since it can be set and a machine can sleep. */
const LOOK_MS = 60_000;

/**
 * Makes backups until `signal` aborts, whenever the last one is `everyMs` old. A failure is logged, and the loop
 * continues.
 */
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
      // Prevents backup after backup if the folder has no trace of the last one, for example after a change of the
      // disk.
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
