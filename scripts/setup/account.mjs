import { spawnSync } from "node:child_process";

const NAME = "interline";

/**
 * As root: makes the account that the private databases run as, because PostgreSQL refuses to run as root. Where it cannot
 * be made, `nobody` has to do.
 * @param {NodeJS.ProcessEnv} env
 */
export function createAccount(env) {
  if (process.getuid?.() !== 0 || (env.DATABASE_URL && env.REDIS_URL)) return;
  if (spawnSync("id", [NAME]).status === 0) return;
  const options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];
  if (spawnSync("useradd", [...options, NAME]).status === 0)
    console.log(`Made the system account ${NAME}: PostgreSQL does not run as root.`);
}
