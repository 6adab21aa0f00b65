import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type BackupEnv, EnvError, readBackupEnv } from "#platform/env";
import { BackupError } from "./backup/contents";
import { backupFolder, backupName, pruneBackups } from "./backup/folder";
import { readBackupKey } from "./backup/key";
import { openStore } from "./backup/store";
import { writeBackup } from "./backup/write-backup";
import { LaunchError } from "./launch-error";
import { authSecret } from "./launcher/auth-secret";

// npm run backup [-- FILE]
// Without FILE the backup goes into BACKUP_FOLDER, and those of that folder that are too many or too old are deleted.

const [named, ...rest] = process.argv.slice(2);

try {
  if (named?.startsWith("-") || rest.length > 0) throw new BackupError("Usage: npm run backup [-- FILE]");
  if (existsSync(".env")) process.loadEnvFile(".env");
  const env = readBackupEnv();
  const key = await readBackupKey(env);
  const store = await openStore(process.env);
  try {
    const file = named ?? join(backupFolder(env, store.folder), backupName(new Date(), key !== null));
    const own = process.env.AUTH_SECRET;
    const secret = { value: own || authSecret(store.folder), kept: !own };
    const rows = await writeBackup(store.databaseUrl, file, secret, key);
    console.log(`${file} is complete: ${rows.session} sessions, ${rows.segment} lines, ${rows.user} people.`);
    console.log(
      key === null
        ? "It is not encrypted. Anyone who has it can read everything and sign in as anyone: protect it like the data folder."
        : "It is encrypted, and only the secret key opens it: keep a copy of the key on another machine.",
    );
    if (named === undefined) deleteSurplus(file, env);
  } finally {
    await store.close();
  }
} catch (error) {
  const isSentence = error instanceof BackupError || error instanceof LaunchError || error instanceof EnvError;
  console.error(isSentence ? error.message : error);
  process.exitCode = 1;
}

function deleteSurplus(file: string, env: BackupEnv): void {
  const retention = { most: env.BACKUP_KEEP, days: env.BACKUP_DAYS };
  const deleted = pruneBackups(dirname(file), basename(file), retention, new Date());
  if (deleted > 0) console.log(`Deleted ${deleted} earlier backups (BACKUP_KEEP, BACKUP_DAYS).`);
}
