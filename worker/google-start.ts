import { accessSync, constants } from "node:fs";
import { EnvError } from "#platform/env";
import type { Log } from "#platform/log";
import { EngineError } from "./engine-error";

/** gRPC statuses that may be temporary: the worker starts, and its sessions retry. */
const PASSING: readonly number[] = [1, 2, 4, 8, 10, 11, 13, 14];
const LONGEST_DETAILS = 300;

/**
 * Checks that the key file can be read, because the messages of Google's libraries are less clear.
 * @param path undefined: no key file is configured
 * @throws EnvError
 */
export function checkKeyFile(path: string | undefined): void {
  if (!path) return;
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw new EnvError(
      "GOOGLE_APPLICATION_CREDENTIALS names a file that does not exist or cannot be read. It must be a service account's key file.",
    );
  }
}

type FirstCall = { readonly call: () => Promise<unknown>; readonly close: () => Promise<void> };

/**
 * Makes a first call to one of Google's services, like a session's calls. A temporary failure is only logged.
 * @param hints what to check, by gRPC status
 * @throws EnvError with one sentence that names the cause
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
 * Writes the failure of a first call as a sentence for the administrator who starts the worker. The call holds no spoken
 * words, so the sentence may quote Google's message.
 * @param hints what to check, by gRPC status
 * @returns null when the failure may be temporary
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
