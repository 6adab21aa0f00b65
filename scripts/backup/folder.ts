import { lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BackupEnv } from "#platform/env";

/** Limits of the backups in a folder; 0: no limit. */
export type Retention = {
  /** Largest number of backups. */
  readonly most: number;
  readonly days: number;
};

/** Only files with names of this form are ever deleted. */
const NAME = /^interline-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.gz(\.age)?$/;
const UNFINISHED = /^interline-\d{8}T\d{6}Z\.gz(\.age)?\.unfinished$/;
const DAY_MS = 86_400_000;
/** A backup that is being written changes its file all the time, so an older unfinished file is abandoned. In ms. */
const ABANDONED_MS = 3_600_000;

export function backupName(now: Date, isEncrypted: boolean): string {
  const moment = now.toISOString().replace(/[-:]|\.\d+/g, "");
  return `interline-${moment}.gz${isEncrypted ? ".age" : ""}`;
}

/** @returns null for other names */
function madeAt(name: string): Date | null {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  return year === undefined ? null : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The folder of backups without a file name. It is created for its owner alone if it does not exist. */
export function backupFolder(env: BackupEnv, dataFolder: string): string {
  const folder = env.BACKUP_FOLDER ? resolve(env.BACKUP_FOLDER) : join(dataFolder, "backups");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The time of the newest backup in the folder, from its name; null if there is none. */
export function newestBackup(folder: string, now: Date): Date | null {
  const times = filesOf(folder).map((name) => madeAt(name)?.getTime() ?? Number.NaN);
  // A clock that was fast has left names in the future.
  const past = times.filter((time) => time <= now.getTime());
  return past.length === 0 ? null : new Date(Math.max(...past));
}

/**
 * The backups that exceed the limits.
 * @param written the backup that was just made: it is always kept
 */
export function surplusBackups(
  names: readonly string[],
  written: string,
  { most, days }: Retention,
  now: Date,
): string[] {
  const others = names
    .filter((name) => name !== written && madeAt(name) !== null)
    .sort()
    .reverse();
  const isOld = (name: string) => days > 0 && now.getTime() - (madeAt(name)?.getTime() ?? 0) > days * DAY_MS;
  return others.filter((name, index) => (most > 0 && index + 1 >= most) || isOld(name));
}

/**
 * Deletes backups that exceed the limits, and unfinished files of backups that were killed. Call it after a successful
 * backup, so that at least one good backup remains.
 * @returns the number of deleted backups
 */
export function pruneBackups(folder: string, written: string, retention: Retention, now: Date): number {
  const names = filesOf(folder);
  const surplus = surplusBackups(names, written, retention, now);
  const isAbandoned = (name: string) =>
    UNFINISHED.test(name) && now.getTime() - lstatSync(join(folder, name)).mtimeMs > ABANDONED_MS;
  for (const name of [...surplus, ...names.filter(isAbandoned)]) rmSync(join(folder, name), { force: true });
  return surplus.length;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}
