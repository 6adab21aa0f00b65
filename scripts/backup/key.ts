import { readFileSync } from "node:fs";
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import type { BackupEnv } from "#platform/env";
import { BackupError } from "./contents";

/** age keys (age-encryption.org): a secret key decrypts what was encrypted for its public key. */
export type BackupKey = {
  /** A backup is encrypted for each of them. */
  readonly publicKeys: readonly string[];
  readonly secretKeys: readonly string[];
};

const HOW = "`npm run backup-key -- FILE` makes a key.";

/**
 * The key from the settings.
 * @returns null if no key is set: backups are not encrypted
 * @throws BackupError, which never holds the text of the setting
 */
export async function readBackupKey(env: Pick<BackupEnv, "BACKUP_KEY" | "BACKUP_KEY_FILE">): Promise<BackupKey | null> {
  if (env.BACKUP_KEY && env.BACKUP_KEY_FILE) throw new BackupError("Set BACKUP_KEY or BACKUP_KEY_FILE, not both.");
  if (env.BACKUP_KEY) return parseBackupKey(env.BACKUP_KEY, "BACKUP_KEY");
  if (env.BACKUP_KEY_FILE) return parseBackupKey(readKeyFile(env.BACKUP_KEY_FILE), env.BACKUP_KEY_FILE);
  return null;
}

/** @param text in the format of `age-keygen`: one key per line, comments after # */
async function parseBackupKey(text: string, origin: string): Promise<BackupKey> {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  if (lines.length === 0) throw new BackupError(`${origin} holds no key. ${HOW}`);
  const publicKeys = new Set<string>();
  const secretKeys: string[] = [];
  for (const [index, line] of lines.entries()) {
    try {
      const isSecret = line.startsWith("AGE-SECRET-KEY-");
      if (isSecret) new Decrypter().addIdentity(line);
      const publicKey = isSecret ? await identityToRecipient(line) : line;
      new Encrypter().addRecipient(publicKey);
      publicKeys.add(publicKey);
      if (isSecret) secretKeys.push(line);
    } catch {
      // The library's message may hold the key.
      throw new BackupError(`${origin}: key number ${index + 1} is not an age key. ${HOW}`);
    }
  }
  return { publicKeys: [...publicKeys], secretKeys };
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BackupError(`BACKUP_KEY_FILE: ${file} cannot be read (${code}).`);
  }
}
