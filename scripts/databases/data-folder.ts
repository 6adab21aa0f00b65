import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { LaunchError } from "../launch-error";
import { canReach, unprivilegedAccount } from "./account";
import { readPidFile, writePidFile } from "./pid-file";

const SYSTEM_FOLDER = "/var/lib/interline";

/**
 * Makes the data folder: DATA_DIR, else `.data` in the checkout, or a system folder when root starts a checkout that
 * the databases' account cannot enter, such as one in /root.
 * @throws LaunchError
 */
export function makeDataFolder(wanted: string | undefined, checkout: string): string {
  const account = unprivilegedAccount();
  const near = account === null || canReach(account, checkout);
  const folder = wanted ? resolve(wanted) : near ? join(checkout, ".data") : SYSTEM_FOLDER;
  try {
    mkdirSync(folder, { recursive: true });
    // When root starts it, the databases' account can pass through to its own folders and read nothing here.
    chmodSync(folder, account === null ? 0o700 : 0o711);
  } catch (cause) {
    throw new LaunchError(
      `The data folder ${folder} cannot be used: ${String(cause)}. Set DATA_DIR to another folder.`,
      { cause },
    );
  }
  if (!canReach(account, folder))
    throw new LaunchError(
      `PostgreSQL does not run as root, and its account cannot enter ${folder}. Set DATA_DIR to a folder that it can enter.`,
    );
  return folder;
}

/** @returns the process id of the launcher that uses the folder; null if none does */
export function runningLauncher(folder: string): number | null {
  return readPidFile(pidFileOf(folder));
}

/**
 * Claims the folder for this launcher alone.
 * @returns a function that releases it
 * @throws LaunchError if another launcher uses it
 */
export function claimDataFolder(folder: string): () => void {
  const file = pidFileOf(folder);
  const other = runningLauncher(folder);
  if (other !== null)
    throw new LaunchError(
      `Interline is already running with the data folder ${folder} (process ${other}). Stop it, or set another DATA_DIR.`,
    );
  writePidFile(file, process.pid);
  return () => rmSync(file, { force: true });
}

function pidFileOf(folder: string): string {
  return join(folder, "launcher.pid");
}
