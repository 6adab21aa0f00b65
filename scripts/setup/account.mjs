import { spawnSync } from "node:child_process";

const NAME = "interline";

/**
 * As root: makes the account for web, worker and the private databases. PostgreSQL refuses to run as root. If the
 * account cannot be made, `nobody` is used.
 */
export function createAccount() {
  if (process.getuid?.() !== 0) return;
  if (spawnSync("id", [NAME]).status === 0) return;
  const options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];
  if (spawnSync("useradd", [...options, NAME]).status === 0)
    console.log(`Made the system account ${NAME}, so that no process that answers visitors runs as root.`);
}
