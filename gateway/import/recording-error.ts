import type { RecordingFault } from "#protocol/recording";

/** A file, or the rest of a file, cannot be decoded. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";

  constructor(readonly fault: RecordingFault) {
    super(fault);
  }
}
