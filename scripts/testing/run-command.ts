import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

let running: ChildProcess | null = null;

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
  const kept = Object.entries(process.env).filter(([name]) => !PRODUCT.test(name) && !PRODUCT_TOO.test(name));
  const env = { ...Object.fromEntries(kept), NODE_ENV: "test" as const, CHECKPOINT_DISABLE: "1", ...more };
  running = spawn(`node_modules/.bin/${bin}`, args, { env, stdio: ["ignore", "inherit", "inherit"] });
  const [status] = (await once(running, "exit")) as [number | null];
  running = null;
  return status;
}

/** Forwards a signal to the running program. */
export function forward(signal: NodeJS.Signals): void {
  running?.kill(signal);
}
