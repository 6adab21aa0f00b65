import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const BYTES = 32;

/** The secret that signs sign-ins: made once, and only its owner reads the file. */
export function authSecret(folder: string): string {
  const file = join(folder, "auth-secret");
  if (!existsSync(file)) {
    const unfinished = `${file}.unfinished`;
    writeFileSync(unfinished, `${randomBytes(BYTES).toString("base64url")}\n`, { mode: 0o600 });
    renameSync(unfinished, file);
  }
  return readFileSync(file, "utf8").trim();
}
