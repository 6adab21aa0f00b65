import type { RecordingFault } from "./recording";
import type { Refusal } from "./refusal";

/**
 * Why an upload is not taken. `too-large`: IMPORT_MAX_BYTES. `too-many-uploads`: this person's files together are too large.
 * `disk-full`: the server has no space for it.
 */
export type ImportFault = RecordingFault | "too-large" | "too-many-uploads" | "disk-full";

/** The answer to `POST /api/import/ID/start`, which starts a session that transcribes an upload. */
export type ImportAnswer =
  | { readonly ok: true; readonly sessionId: string }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly fault: ImportFault };
