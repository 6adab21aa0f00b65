import { EnvError } from "./env";
import type { Log } from "./log";

/**
 * After this time (ms) the process exits even if something still runs. The launcher allows five seconds for everything.
 */
const DEADLINE_MS = 4_000;

/**
 * Closes the process on SIGTERM or SIGINT: `close` releases everything that keeps the process alive, so that it ends by
 * itself. After the deadline it exits with code 1.
 * @returns closes the process; every call returns the same promise
 */
export function closeOnSignal(log: Log, close: () => Promise<void>, deadlineMs = DEADLINE_MS): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const shut = async (): Promise<void> => {
    const deadline = setTimeout(() => {
      log.warn("did not close in time");
      process.exit(1);
    }, deadlineMs);
    deadline.unref();
    try {
      await close();
      log.info("closed");
    } catch (err) {
      log.error({ err }, "could not close");
      process.exitCode = 1;
    }
  };
  const once = (): Promise<void> => {
    closing ??= shut();
    return closing;
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, once);
  return once;
}

/** Ends the process with the sentence of an EnvError, which is for the administrator; throws every other error. */
export function endOnWrongSetting(error: unknown): never {
  if (!(error instanceof EnvError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
