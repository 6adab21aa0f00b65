import { spawnSync } from "node:child_process";

/** Runs `npm run admin` beside the running product. @returns its exit status */
export function runAdmin(...args: string[]): number | null {
  const env = { ...process.env, DATA_DIR: process.env.INTERLINE_FOLDER };
  return spawnSync(process.execPath, ["--import", "tsx", "scripts/admin.ts", ...args], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  }).status;
}
