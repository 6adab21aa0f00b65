import { accessSync, constants } from "node:fs";
import { EnvError } from "#platform/env";
import type { Log } from "#platform/log";
import { EngineError } from "./engine-error";

/** Statuses at start that may be over in a minute: the worker serves, and its sessions try again. */
const PASSING: readonly number[] = [1, 2, 4, 8, 10, 11, 13, 14];
const LONGEST_DETAILS = 300;

/**
 * That the key file, where one is named, can be read: Google's libraries say it less well.
 * @throws EnvError
 */
export function checkKeyFile(path: string | undefined): void {
  if (!path) return;
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw new EnvError(
      "GOOGLE_APPLICATION_CREDENTIALS names a file that is not there or cannot be read: the key file of a service account.",
    );
  }
}

type FirstCall = { readonly call: () => Promise<unknown>; readonly close: () => Promise<void> };

/**
 * Asks one of Google's services something harmless, as a session would. What may be over in a minute is only logged.
 * @param hints what to look at, by gRPC status
 * @throws EnvError with what is missing, in a sentence
 */
export async function tryAtStart(
  service: string,
  hints: Readonly<Record<number, string>>,
  { call, close }: FirstCall,
  log: Log,
): Promise<void> {
  try {
    await call();
  } catch (error) {
    const sentence = startSentence(service, error, hints);
    if (sentence) throw new EnvError(sentence);
    log.warn({ err: error }, `${service} does not answer yet`);
  } finally {
    await close();
  }
}

type Failure = { readonly code: number | undefined; readonly details: string };

/**
 * What Google answered to a first call, as a sentence for whoever starts the worker. Such a call holds nothing that
 * anybody has said, so Google's own words may be quoted.
 * @param hints what to look at, by gRPC status
 * @returns null when it may be over in a minute
 */
function startSentence(service: string, error: unknown, hints: Readonly<Record<number, string>>): string | null {
  if (error instanceof EngineError) return error.retryable ? null : `${error.message}.`;
  const { code, details } = shapeOf(error);
  if (code === undefined && /default credentials|invalid_grant|private key|project id/i.test(details)) {
    return (
      `${service}: there are no credentials. Run \`gcloud auth application-default login\`, ` +
      "or set GOOGLE_APPLICATION_CREDENTIALS to a key file."
    );
  }
  if (code === undefined || PASSING.includes(code)) return null;
  const said = details.replace(/\s+/g, " ").trim().slice(0, LONGEST_DETAILS);
  return `${service} refuses: ${said.replace(/[.:]$/, "")}. ${hints[code] ?? `(status ${code})`}`;
}

function shapeOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: undefined, details: "" };
  const code = "code" in error && typeof error.code === "number" ? error.code : undefined;
  const details = "details" in error && typeof error.details === "string" ? error.details : error.message;
  return { code, details };
}
