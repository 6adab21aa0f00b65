import type { FailureKind } from "#protocol/session";
import { EngineError } from "../../engine-error";

/** gRPC status of a message that Google refuses. */
const INVALID_ARGUMENT = 3;
/** gRPC status of a stream that reached its time limit or got no sound. The next stream may follow at once. */
const OUT_OF_RANGE = 11;

/** The failure of a stream. After `out-of-range` and `invalid` a new stream may help. */
export type Broken = "out-of-range" | "invalid" | "other";

/** gRPC status codes of permanent errors (google/rpc/code.proto). */
const FATAL: readonly number[] = [3, 5, 6, 7, 9, 12, 16];
const KINDS: Readonly<Record<number, FailureKind>> = { 8: "throttled", 13: "crashed" };

export function brokenBy(error: unknown): Broken {
  const code = codeOf(error);
  return code === OUT_OF_RANGE ? "out-of-range" : code === INVALID_ARGUMENT ? "invalid" : "other";
}

/** The error of a broken stream. Google's message may quote a phrase hint, so it is not kept. */
export function speechError(error: unknown): EngineError {
  const code = codeOf(error);
  const message = `Google Cloud Speech failed with status ${code ?? "unknown"}`;
  if (code === undefined) {
    const isUnknown = error instanceof Error && /default credentials|invalid_grant|private key/i.test(error.message);
    return isUnknown
      ? new EngineError("refused", false, "Google Cloud Speech: there are no valid credentials")
      : new EngineError("unavailable", true, message);
  }
  if (FATAL.includes(code)) return new EngineError("refused", false, message);
  return new EngineError(KINDS[code] ?? "unavailable", true, message);
}

function codeOf(error: unknown): number | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "number" ? code : undefined;
}
