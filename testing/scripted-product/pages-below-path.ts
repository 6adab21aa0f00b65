import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { FILES, FOLDERS } from "../../scripts/setup/pages.mjs";

const CHECKOUT = join(import.meta.dirname, "../..");

/** Not copied: Next takes the folder with the lock file for the root of all sources, which must be the checkout. */
const LOCK_FILE = "package-lock.json";

/**
 * Builds the pages for the path of an address, in a copy of their sources, beside the build of the checkout. It takes as long
 * as the checkout's own.
 * @returns the folder of the copy, in which the web process runs
 */
export function buildPagesBelowPath(publicUrl: string): string {
  // In the checkout, where Next finds the packages.
  const folder = mkdtempSync(join(CHECKOUT, ".pages-below-path-"));
  for (const source of [...FOLDERS, ...FILES, "scripts/setup", "tsconfig.json"])
    if (source !== LOCK_FILE) cpSync(join(CHECKOUT, source), join(folder, source), { recursive: true });
  symlinkSync("../node_modules", join(folder, "node_modules"));
  const env = { ...process.env, PUBLIC_URL: publicUrl };
  const { status, stderr } = spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: folder, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`the pages could not be built: ${stderr}`);
  return folder;
}
