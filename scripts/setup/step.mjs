import { spawn } from "node:child_process";

/** An error that a person has to fix; its message says how. */
export class SetupError extends Error {}

const TICK_MS = 3_000;
const SHOWN_LINES = 60;

/**
 * Prints one line: the label, a dot every few seconds, and the time that the work took.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 */
export async function step(label, work) {
  const begin = Date.now();
  process.stdout.write(`${label} ..`);
  const tick = setInterval(() => process.stdout.write("."), TICK_MS);
  const seconds = () => `${((Date.now() - begin) / 1000).toFixed(1)} s`;
  try {
    const result = await work();
    process.stdout.write(` done in ${seconds()}\n`);
    return result;
  } catch (error) {
    process.stdout.write(` failed after ${seconds()}\n`);
    throw error;
  } finally {
    clearInterval(tick);
  }
}

/**
 * Runs a command. Its output is shown only if it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 * @throws {SetupError} with the last lines of the output
 */
export function run(command, args, env) {
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    child.on("error", (error) => reject(new SetupError(`${command} cannot be run: ${error.message}`)));
    child.on("close", (status, signal) => {
      if (status === 0) return resolve();
      const lines = output.trimEnd().split("\n");
      // npm names the cause first, compilers last.
      const shown = lines.length <= SHOWN_LINES ? lines : [...lines.slice(0, 20), "…", ...lines.slice(-40)];
      reject(
        new SetupError(
          `${shown.join("\n")}\n\n\`${[command, ...args].join(" ")}\` ended with ${signal ?? `status ${status}`}.`,
        ),
      );
    });
  });
}
