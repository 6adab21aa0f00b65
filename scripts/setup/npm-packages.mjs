import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { hashOf, unlessDone } from "./stamp.mjs";
import { run, step } from "./step.mjs";

const LOCK = "package-lock.json";
const INSTALLED = "node_modules/.package-lock.json";

/** Settings of the outer npm about the source of packages. Its other settings would change the installed packages. */
const KEPT =
  /^npm_config_(registry|cache|userconfig|globalconfig|proxy|https_proxy|noproxy|cafile|_auth.*|.*_authtoken)$/i;

/** Installs the packages of package-lock.json, unless they are installed. */
export async function installPackages() {
  const inputs = () => `${hashOf([LOCK])} ${process.platform} ${process.arch} ${process.versions.modules}`;
  await unlessDone("node_modules/.interline-installed", inputs, async () => {
    if (isInstalled()) return;
    await step("Installing npm packages (a minute or two the first time)", async () => {
      const [command, ...first] = npm();
      // No package needs its install script: the results ship in the packages, or set-up makes them.
      const args = ["ci", "--include=dev", "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund"];
      await run(command, [...first, ...args], npmEnvironment(process.env));
    });
  });
}

/** Whether an earlier `npm ci` or `npm install` installed exactly what the lock file says. */
function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const wanted = JSON.parse(readFileSync(LOCK, "utf8")).packages;
  const found = JSON.parse(readFileSync(INSTALLED, "utf8")).packages;
  const names = Object.keys(wanted).filter((path) => path !== "");
  const isRight = (/** @type {string} */ path) =>
    found[path] ? found[path].version === wanted[path].version && existsSync(path) : wanted[path].optional;
  return names.every(isRight) && Object.keys(found).every((path) => wanted[path]);
}

function npm() {
  const cli = process.env.npm_execpath;
  return cli && basename(cli) === "npm-cli.js" && existsSync(cli) ? [process.execPath, cli] : ["npm"];
}

/**
 * The environment for an npm inside npm: without the options of the outer one, and without NODE_ENV=production, which
 * would leave out packages that the build needs.
 * @param {NodeJS.ProcessEnv} outer
 */
export function npmEnvironment(outer) {
  const entries = Object.entries(outer).filter(([name]) => !/^npm_/i.test(name) || KEPT.test(name));
  return /** @type {NodeJS.ProcessEnv} */ ({ ...Object.fromEntries(entries), NODE_ENV: "" });
}
