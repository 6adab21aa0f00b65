import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const BYTES = 32;

/** The secret that signs sign-ins. It is made once, and only its owner can read the file. */
export function authSecret(folder: string): string {
  const file = fileIn(folder);
  if (!existsSync(file)) replaceAuthSecret(folder, randomBytes(BYTES).toString("base64url"));
  return readFileSync(file, "utf8").trim();
}

export function replaceAuthSecret(folder: string, secret: string): void {
  const unfinished = `${fileIn(folder)}.unfinished`;
  writeFileSync(unfinished, `${secret}\n`, { mode: 0o600 });
  renameSync(unfinished, fileIn(folder));
}

function fileIn(folder: string): string {
  return join(folder, "auth-secret");
}
