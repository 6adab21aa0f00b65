import type { FailureKind } from "#protocol/session";

/** A failure of a speech or translation engine; `retryable` is the engine's own verdict. */
export class EngineError extends Error {
  override readonly name = "EngineError";

  constructor(
    readonly kind: FailureKind,
    readonly retryable: boolean,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
