import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account } from "./account";
import { SURROUNDINGS } from "./environment";

export const POSTGRES_USER = "interline";

/**
 * Makes the cluster `data` with initdb if it does not exist: complete or not at all.
 * @returns the password for connections outside the socket
 */
export function initialisePostgres(dir: string, data: string, initdb: string, account: Account | null): string {
  const passwordFile = join(dir, "password");
  if (!existsSync(data)) {
    const unfinished = join(dir, "unfinished");
    rmSync(unfinished, { recursive: true, force: true });
    writeFileSync(passwordFile, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
    if (account) chownSync(passwordFile, account.uid, account.gid);
    runInitdb(initdb, dir, unfinished, passwordFile, account);
    renameSync(unfinished, data);
  }
  return readFileSync(passwordFile, "utf8").trim();
}

function runInitdb(initdb: string, dir: string, data: string, passwordFile: string, account: Account | null): void {
  // The builtin provider sorts alike on every system, whichever locales it has.
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"];
  const access = [
    "--auth-local=trust",
    "--auth-host=scram-sha-256",
    `--username=${POSTGRES_USER}`,
    `--pwfile=${passwordFile}`,
  ];
  const done = spawnSync(initdb, ["-D", data, ...locale, ...access], {
    cwd: dir,
    env: SURROUNDINGS,
    encoding: "utf8",
    ...account,
  });
  if (done.status !== 0) throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
}
