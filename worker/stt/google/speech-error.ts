import type { FailureKind } from "#protocol/session";
import { EngineError } from "../../engine-error";

/** gRPC's status of a message that Google does not take. */
const INVALID_ARGUMENT = 3;
/** gRPC's status of a stream whose time or whose sound ran out: nothing is wrong, the next one may follow at once. */
const OUT_OF_RANGE = 11;

/** What a stream ended with that may be met by another stream. */
export type Broken = "out-of-range" | "invalid" | "other";

/** gRPC's status codes that no second try heals (google/rpc/code.proto). */
const FATAL: readonly number[] = [3, 5, 6, 7, 9, 12, 16];
const KINDS: Readonly<Record<number, FailureKind>> = { 8: "throttled", 13: "crashed" };

export function brokenBy(error: unknown): Broken {
  const code = codeOf(error);
  return code === OUT_OF_RANGE ? "out-of-range" : code === INVALID_ARGUMENT ? "invalid" : "other";
}

/** What broke a stream, in our words. Google's own may quote a phrase hint: they are not kept. */
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
