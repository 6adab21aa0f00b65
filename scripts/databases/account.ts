import { spawnSync } from "node:child_process";
import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";

export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Set-up creates the first account as root; the second is used if that failed. */
const NAMES = ["interline", "nobody"];

/**
 * The account for the private databases, web and worker when root starts them. PostgreSQL refuses to run as root.
 * @returns null if this process is not root; they then run as its own user
 */
export function unprivilegedAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of NAMES) {
    const uid = idOf("-u", name);
    const gid = idOf("-g", name);
    if (uid !== null && gid !== null) return { name, uid, gid };
  }
  throw new Error(`Interline does not run as root, and no account named ${NAMES.join(" or ")} exists to run it.`);
}

/** Makes a folder that only the account can enter. Takes over files in it that belong to another account. */
export function makeOwnFolder(account: Account | null, dir: string): void {
  mkdirSync(dir, { recursive: true });
  chmodSync(dir, 0o700);
  if (account && statSync(dir).uid !== account.uid) {
    const done = spawnSync("chown", ["-R", `${account.uid}:${account.gid}`, dir], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`${dir} cannot be given to the account of the databases: ${done.stderr}`);
  }
}

/** Whether the account can enter every folder from the root down to `path`, which must exist. */
export function canReach(account: Account | null, path: string): boolean {
  const real = realpathSync(path);
  if (account === null) {
    try {
      accessSync(real, constants.R_OK | constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  for (let at = real; ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at);
    const passes = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & passes) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Whether the account can read a file. */
export function canRead(account: Account, file: string): boolean {
  if (!existsSync(file) || !canReach(account, dirname(realpathSync(file)))) return false;
  const { uid, gid, mode } = statSync(file);
  const reads = uid === account.uid ? 0o400 : gid === account.gid ? 0o040 : 0o004;
  return (mode & reads) !== 0;
}

function idOf(flag: "-u" | "-g", name: string): number | null {
  const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" });
  return status === 0 ? Number(stdout) : null;
}
