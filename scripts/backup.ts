import { existsSync } from "node:fs";
import { EnvError, readBackupEnv } from "#platform/env";
import { BackupError } from "./backup/contents";
import { readBackupKey } from "./backup/key";
import { openStore } from "./backup/store";
import { writeBackup } from "./backup/write-backup";
import { authSecret } from "./launcher/auth-secret";
import { LaunchError } from "./launcher/launch-error";

const [file, ...rest] = process.argv.slice(2);

try {
  if (!file || file.startsWith("-") || rest.length > 0) throw new BackupError("Usage: npm run backup -- FILE");
  if (existsSync(".env")) process.loadEnvFile(".env");
  const key = await readBackupKey(readBackupEnv());
  const store = await openStore(process.env);
  try {
    const own = process.env.AUTH_SECRET;
    const secret = { value: own || authSecret(store.folder), kept: !own };
    const rows = await writeBackup(store.databaseUrl, file, secret, key);
    console.log(`${file} holds everything: ${rows.session} sessions, ${rows.segment} lines, ${rows.user} people.`);
    console.log(
      key === null
        ? "Whoever has it can read all of it and sign in as anybody: keep it like the data folder."
        : "It is encrypted: only the secret key opens it. Keep that key somewhere else too.",
    );
  } finally {
    await store.close();
  }
} catch (error) {
  const isSentence = error instanceof BackupError || error instanceof LaunchError || error instanceof EnvError;
  console.error(isSentence ? error.message : error);
  process.exitCode = 1;
}
