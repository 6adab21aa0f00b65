import type { FailureKind } from "#protocol/session";

/** A failure of a speech or translation engine. `retryable`: the same request may succeed later. */
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
