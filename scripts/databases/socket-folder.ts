import { createHash } from "node:crypto";
import { chmodSync, chownSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "./account";

/** Bytes that the kernel takes for a unix socket's path on Linux (108) and macOS (104), less the end mark. */
const LONGEST_PATH = 103;

/**
 * A folder that only its owner enters, with a path short enough for a socket in it named `name`: `dir/sockets`, else one
 * in the temporary folder whose name follows from `dir`.
 */
export function socketFolder(dir: string, name: string, account: Account | null): string {
  const near = join(dir, "sockets");
  const short = join(tmpdir(), `interline-${createHash("sha256").update(dir).digest("hex").slice(0, 16)}`);
  const folder = Buffer.byteLength(join(near, name)) <= LONGEST_PATH ? near : short;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = account?.uid ?? process.getuid?.();
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is in the way: it is not a folder.`);
  if (account !== null && found.uid === 0) chownSync(folder, account.uid, account.gid);
  else if (found.uid !== owner) throw new Error(`${folder} belongs to somebody else.`);
  chmodSync(folder, 0o700);
  return folder;
}
