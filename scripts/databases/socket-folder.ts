import { createHash } from "node:crypto";
import { chmodSync, chownSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "./account";

/** Longest path of a Unix socket on Linux (108 bytes) and macOS (104), without the end mark. */
const LONGEST_PATH = 103;

/**
 * A folder that only its owner can enter, with a path short enough for a socket `name` in it: `dir/sockets`, else a
 * temporary folder whose name is derived from `dir`.
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
  else if (found.uid !== owner) throw new Error(`${folder} belongs to another account.`);
  chmodSync(folder, 0o700);
  return folder;
}
