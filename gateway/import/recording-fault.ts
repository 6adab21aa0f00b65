/**
 * Why a file cannot be transcribed. `unreadable`: no format that is read, encrypted, or damaged at its beginning.
 * `no-audio-track`: it holds pictures only. `no-sound`: its audio track cannot be decoded, or is empty. `too-long`: longer than
 * IMPORT_MAX_HOURS. `broken-off`: ffmpeg cannot be started, was killed, or reached a limit.
 */
export const RECORDING_FAULTS = ["unreadable", "no-audio-track", "no-sound", "too-long", "broken-off"] as const;
export type RecordingFault = (typeof RECORDING_FAULTS)[number];

export class RecordingError extends Error {
  override readonly name = "RecordingError";

  constructor(readonly fault: RecordingFault) {
    super(fault);
  }
}
