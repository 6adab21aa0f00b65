import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Runs `work` only if `inputs` differ from those of its last success.
 * @param {string} file records the inputs, in the folder that the work makes, so that both are deleted together
 * @param {() => string} inputs
 * @param {() => Promise<void>} work
 */
export async function unlessDone(file, inputs, work) {
  const wanted = inputs();
  if (existsSync(file) && readFileSync(file, "utf8") === wanted) return;
  rmSync(file, { force: true });
  await work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wanted);
}

/**
 * A hash over files and over everything in folders. A path that does not exist counts as empty.
 * @param {string[]} paths
 * @param {string[]} except paths to leave out
 */
export function hashOf(paths, except = []) {
  const hash = createHash("sha256");
  const add = (/** @type {string} */ path) => {
    if (except.includes(path) || !existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else {
      hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
    }
  };
  paths.forEach(add);
  return hash.digest("hex");
}
