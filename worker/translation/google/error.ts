import type { FailureKind } from "#protocol/session";
import { EngineError } from "../../engine-error";

/** gRPC status codes of temporary errors (google/rpc/code.proto). All others are permanent. */
const RETRYABLE: Readonly<Record<number, [FailureKind, string]>> = {
  1: ["unavailable", "the call was cancelled"],
  4: ["unavailable", "no answer in time"],
  8: ["throttled", "a quota is used up"],
  10: ["unavailable", "the call was aborted"],
  13: ["crashed", "an internal error"],
  14: ["unavailable", "not reachable"],
};
const FATAL: Readonly<Record<number, [FailureKind, string]>> = {
  3: ["unsupported", "the language pair, the model or the glossary does not exist in this location"],
  5: ["refused", "the project, the location, the model or the glossary was not found"],
  7: ["refused", "the credentials lack the role Cloud Translation API User, or the API is not enabled"],
  16: ["refused", "the credentials are missing or no longer valid"],
};

/** gRPC codes of the HTTP statuses with which Cloud Translation v2 fails. */
const HTTP: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  408: 4,
  429: 8,
  500: 13,
  503: 14,
  504: 4,
};

/** A used-up quota may be a 403, too: "Daily Limit Exceeded", "User Rate Limit Exceeded". */
const QUOTA = /limit exceeded|quota|rateLimitExceeded|dailyLimitExceeded/i;

/** Converts Google's error. Its message may quote the text, so it is inspected but not kept. */
export function googleError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const { code, message } = shapeOf(error);
  if (code === 7 && QUOTA.test(message)) return failure(8);
  if (code !== undefined) return failure(code);
  if (/default credentials|invalid_grant|project id/i.test(message)) return failure(16);
  return failure(14);
}

export function googleHttpError(status: number, message: string): EngineError {
  const code = HTTP[status] ?? (status >= 500 ? 14 : 3);
  return googleError({ code, message });
}

function failure(code: number): EngineError {
  const retryable = RETRYABLE[code];
  const [kind, what] = retryable ?? FATAL[code] ?? ["refused" as const, "the request was refused"];
  return new EngineError(kind, retryable !== undefined, `Google Cloud Translation: ${what} (code ${code})`);
}

function shapeOf(error: unknown): { code: number | undefined; message: string } {
  if (typeof error !== "object" || error === null) return { code: undefined, message: "" };
  const code = "code" in error && typeof error.code === "number" ? error.code : undefined;
  const message = "message" in error && typeof error.message === "string" ? error.message : "";
  const details = "details" in error && typeof error.details === "string" ? error.details : "";
  return { code, message: `${message} ${details}` };
}
