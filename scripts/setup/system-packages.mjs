import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { neededPackages } from "./needed-packages.mjs";
import { run, SetupError, step } from "./step.mjs";

/**
 * Installs missing Debian packages, if it may.
 * @param {"start"
 * "test"} purpose
 * @param {NodeJS.ProcessEnv} env
 * @throws {SetupError} with the command to run, or on another system with a list of packages
 */
export async function installSystemPackages(purpose, env) {
  const missing = neededPackages(purpose, env).filter((needed) => !needed.isPresent());
  if (missing.length === 0) return;
  const list = missing.map(({ name, why }) => `  ${name.padEnd(WIDTH)} ${why}`).join("\n");
  console.log(`Missing packages:\n${list}`);
  const install = ["install", "-y", "--no-install-recommends", ...missing.map(({ name }) => name)];
  if (!isDebian()) throw new SetupError(`Install the packages listed above (the names are Debian's), then try again.`);
  const apt = aptGet();
  if (!apt)
    throw new SetupError(
      `Only root can install them. Run this command, then try again:\n\n  sudo apt-get update && sudo apt-get ${install.join(" ")}`,
    );
  const [command = "apt-get", ...first] = apt;
  await step("Reading Debian's package lists", () => run(command, [...first, "update"], env));
  for (const { name } of missing)
    await step(`Installing ${name}`, () => run(command, [...first, ...install.slice(0, 3), name], env));
  const still = missing.filter((needed) => !needed.isPresent()).map(({ name }) => name);
  if (still.length > 0)
    throw new SetupError(`Interline installed these packages but does not find their files: ${still.join(", ")}.`);
}

const WIDTH = 24;

function isDebian() {
  if (!existsSync("/etc/os-release") || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  return /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));
}

/**
 * @returns {string[]
 * null} the apt-get command with the right to install; null if there is none
 */
function aptGet() {
  // Waits for the lock of another apt. `env`, since sudo drops the variable.
  const apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"];
  if (process.getuid?.() === 0) return apt;
  return spawnSync("sudo", ["-n", "true"]).status === 0 ? ["sudo", "-n", ...apt] : null;
}
