import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Account, canRead, unprivilegedAccount } from "../databases/account";
import { LaunchError } from "../launch-error";

/** The account and command with which web and worker are started. */
export type RunAs = {
  /** Null: the account of this process, unless the command changes it. */
  readonly account: Account | null;
  /** Node, preceded by a program that grants a right which the account lacks. */
  readonly command: readonly [string, ...string[]];
  /** The checkout, or its copy. */
  readonly checkout: string;
  readonly env: Readonly<Record<string, string>>;
};

type Given = { checkout: string /** The data folder. */; folder: string; port: number; env: NodeJS.ProcessEnv };

/** The files and folders of the checkout that web and worker read. */
export const PRODUCT_FILES = [
  ...[".next", "access", "app", "deletion", "export", "gateway", "mail", "node_modules", "pages", "platform"],
  ...["protocol", "public", "publishing", "redis", "store", "worker"],
  ...["server.ts", "proxy.ts", "next.config.ts", "package.json", "tsconfig.json"],
];
/** One file of each folder that is generated on this machine, and one file of the repository. */
const PROBES = [".next/BUILD_ID", "node_modules/next/package.json", "store/generated/client.ts", "server.ts"];

/**
 * Chooses how web and worker run. Started by root, they run as the account of the private databases, from a copy if
 * that account cannot read the checkout.
 */
export function chooseRunAs({ checkout, folder, port, env }: Given): RunAs {
  const account = unprivilegedAccount();
  if (account === null) return { account, command: [process.execPath], checkout, env: {} };
  const programs = join(folder, "programs");
  const node = canRead(account, process.execPath) ? process.execPath : copyOfNode(programs);
  const isReadable = PROBES.every((file) => canRead(account, join(checkout, file)));
  console.log(`Started by root: the web process and the worker run as the account ${account.name}.`);
  return {
    account: needsRight(port) ? null : account,
    command: needsRight(port) ? [...bindingTo(port, account), node] : [node],
    checkout: isReadable ? checkout : copyOfProduct(checkout, programs),
    env: { HOME: folder, USER: account.name, LOGNAME: account.name, ...credentials(account, folder, env) },
  };
}

function copyOfNode(programs: string): string {
  mkdirSync(programs, { recursive: true });
  const copy = join(programs, "node");
  rmSync(copy, { force: true });
  copyFileSync(process.execPath, copy, constants.COPYFILE_FICLONE);
  chmodSync(copy, 0o755);
  return copy;
}

/**
 * Made anew at each start, since an earlier copy may be of another version. Files that all accounts can read are
 * linked, not copied.
 */
function copyOfProduct(checkout: string, programs: string): string {
  mkdirSync(programs, { recursive: true });
  const copy = join(programs, "product");
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy);
  const from = PRODUCT_FILES.map((name) => join(checkout, name));
  const linked = spawnSync("cp", ["-al", ...from, copy], { encoding: "utf8" });
  const isReadable =
    linked.status === 0 && spawnSync("find", [copy, "!", "-perm", "-o=r", "-print", "-quit"]).stdout?.length === 0;
  if (!isReadable) {
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy);
    const copied = spawnSync("cp", ["-a", ...from, copy], { encoding: "utf8" });
    if (copied.status !== 0) throw new LaunchError(`Interline cannot copy its programs to ${copy}: ${copied.stderr}`);
    spawnSync("chmod", ["-R", "u=rwX,go=rX", copy]);
  }
  chmodSync(copy, 0o755);
  return copy;
}

const FIRST_FREE = "/proc/sys/net/ipv4/ip_unprivileged_port_start";
const SETPRIV = "/usr/bin/setpriv";

function needsRight(port: number): boolean {
  return port < (existsSync(FIRST_FREE) ? Number(readFileSync(FIRST_FREE, "utf8")) : 1_024);
}

/** Only root can listen on a port below 1024. Of root's rights the process keeps only this one. */
function bindingTo(port: number, { uid, gid }: Account): [string, ...string[]] {
  const right = "-all,+net_bind_service";
  try {
    accessSync(SETPRIV, constants.X_OK);
  } catch {
    throw new LaunchError(
      `Only root can listen on port ${port}, and Interline does not run as root. Install ${SETPRIV} (package util-linux), or set another PORT.`,
    );
  }
  const identity = ["--reuid", String(uid), "--regid", String(gid), "--clear-groups"];
  return [SETPRIV, ...identity, "--inh-caps", right, "--ambient-caps", right, "--"];
}

/** Google's libraries read a key file themselves. If the account cannot read it, the account gets its own copy. */
function credentials(account: Account, folder: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const copy = join(folder, "google-credentials.json");
  rmSync(copy, { force: true });
  const usual = join(env.HOME || homedir(), ".config/gcloud/application_default_credentials.json");
  const file = env.GOOGLE_APPLICATION_CREDENTIALS || usual;
  if (!existsSync(file)) return {};
  if (canRead(account, file)) return { GOOGLE_APPLICATION_CREDENTIALS: file };
  copyFileSync(file, copy);
  chmodSync(copy, 0o600);
  chownSync(copy, account.uid, account.gid);
  return { GOOGLE_APPLICATION_CREDENTIALS: copy };
}
