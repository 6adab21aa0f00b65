import { spawn } from "node:child_process";
import { once } from "node:events";
import { readBackupEnv } from "#platform/env";
import { backupFolder, newestBackup } from "../backup/folder";
import { readBackupKey } from "../backup/key";
import type { BackupSchedule } from "./backup-schedule";

const HOUR_MS = 3_600_000;

/**
 * Reads the backup schedule of `npm start`. Each backup runs in a process of its own, `npm run backup`.
 * @param folder the data folder
 * @returns null if the settings request no backups
 * @throws EnvError, BackupError if the settings are wrong
 */
export async function readBackupSchedule(
  environment: NodeJS.ProcessEnv,
  { folder, checkout, signal }: { folder: string; checkout: string; signal: AbortSignal },
): Promise<BackupSchedule | null> {
  const env = readBackupEnv(environment);
  if (env.BACKUP_EVERY === 0) return null;
  const key = await readBackupKey(env);
  const into = backupFolder(env, folder);
  console.log(
    `Making a backup every ${env.BACKUP_EVERY} h in ${into} (${key === null ? "not encrypted" : "encrypted"}).`,
  );
  return {
    everyMs: env.BACKUP_EVERY * HOUR_MS,
    lastMade: () => newestBackup(into, new Date()),
    async makeBackup() {
      const child = spawn(process.execPath, ["--import", "tsx", "scripts/backup.ts"], {
        cwd: checkout,
        env: { ...environment, DATA_DIR: folder },
        stdio: ["ignore", "inherit", "inherit"],
        signal,
      });
      const [status] = await once(child, "exit");
      if (status !== 0) throw new Error("See the output of `npm run backup` above.");
    },
  };
}
