import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { EnvError, readBackupEnv, readDatabaseEnv } from "#platform/env";
import { authSecretMark } from "./backup/auth-secret-mark";
import { BackupError, type Head } from "./backup/contents";
import { readBackupKey } from "./backup/key";
import { readBackup } from "./backup/read-backup";
import { openStore, type Store } from "./backup/store";
import { prepareTables, productDatabase } from "./databases/roles";
import { LaunchError } from "./launch-error";
import { authSecret, replaceAuthSecret } from "./launcher/auth-secret";

const USAGE = "Usage: npm run restore -- FILE [--replace]";

try {
  const { file, replace } = readArguments();
  if (existsSync(".env")) process.loadEnvFile(".env");
  const key = await readBackupKey(readBackupEnv());
  const store = await openStore(process.env);
  try {
    if (store.isRunning)
      throw new BackupError(`Interline is running with the data folder ${store.folder}. Stop it first.`);
    const { head, rows, isEncrypted } = await readBackup(store.databaseUrl, file, { replace, key });
    if (process.env.DATABASE_URL) await prepareTables(productDatabase(readDatabaseEnv()));
    forgetRedis(store);
    console.log(
      `Restored the state of ${head.createdAt}: ${rows.session} sessions, ${rows.segment} lines, ${rows.user} people.`,
    );
    restoreSecret(store, head);
    if (key !== null && !isEncrypted) console.log(`A backup key is set, but ${file} was not encrypted.`);
  } finally {
    await store.close();
  }
} catch (error) {
  const isSentence = error instanceof BackupError || error instanceof LaunchError || error instanceof EnvError;
  console.error(isSentence ? error.message : error);
  process.exitCode = 1;
}

function readArguments(): { file: string; replace: boolean } {
  try {
    const options = { replace: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [file, ...rest] = positionals;
    if (file && rest.length === 0) return { file, replace: values.replace };
  } catch {
    // An unknown option: the usage lists the valid ones.
  }
  throw new BackupError(USAGE);
}

/** Mailboxes, jobs and tombstones belong to the sessions before the restore. */
function forgetRedis(store: Store): void {
  if (process.env.REDIS_URL)
    console.log("Redis still holds data of the earlier sessions: delete its keys interline:* and {interline}:*.");
  else rmSync(join(store.folder, "redis"), { recursive: true, force: true });
}

function restoreSecret(store: Store, head: Head): void {
  const own = process.env.AUTH_SECRET;
  if (!own && head.authSecret) replaceAuthSecret(store.folder, head.authSecret);
  else if (authSecretMark(own || authSecret(store.folder)) !== head.authSecretMark)
    console.log(
      "AUTH_SECRET differs from the secret in use when the backup was made. Set that secret, or all people stay signed out.",
    );
}
