import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const running = new Set<ChildProcess>();

/** Settings of the product that a person may have set for their own Interline. Tests use their own. */
const PRODUCT = /^(DATABASE_URL|REDIS_URL|DATA_DIR|PORT|HOST|PUBLIC_URL|AUTH_SECRET|STT_ENGINE|TRANSLATION_ENGINE)$/;
const PRODUCT_TOO =
  /^(TRUSTED_PROXIES|METRICS_TOKEN|LOG_LEVEL|RECOGNISERS|DRAFT_INTERVAL_MS|\w+_EMULATOR_HOST|\w+_PER_\w+)$/;

/** Runs an installed program with its output on the terminal. @returns its exit status; null after a signal */
export async function runCommand(
  bin: string,
  args: string[],
  more: Record<string, string> = {},
): Promise<number | null> {
  return statusOf(spawn(pathOf(bin), args, { env: environment(more), stdio: ["ignore", "inherit", "inherit"] }));
}

/** Runs an installed program, and prints its output only if it fails. @returns its exit status; null after a signal */
export async function runQuietly(bin: string, args: string[]): Promise<number | null> {
  const child = spawn(pathOf(bin), args, { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  const ended = statusOf(child);
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => output.push(bytes));
  const status = await ended;
  if (status !== 0) process.stdout.write(Buffer.concat(output));
  return status;
}

function pathOf(bin: string): string {
  return bin.includes("/") ? bin : `node_modules/.bin/${bin}`;
}

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !PRODUCT.test(name) && !PRODUCT_TOO.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: "test", CHECKPOINT_DISABLE: "1", ...more };
}

/** "close", not "exit": the output is complete. */
async function statusOf(child: ChildProcess): Promise<number | null> {
  running.add(child);
  const [status] = (await once(child, "close")) as [number | null];
  running.delete(child);
  return status;
}

/** Forwards a signal to the running programs. */
export function forward(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal);
}
