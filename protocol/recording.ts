import * as z from "zod/mini";

/**
 * Why a file cannot be transcribed, or not to its end. `unreadable`: no format that is read, encrypted, or damaged at its
 * beginning. `no-audio-track`: it holds pictures only. `no-sound`: its audio track cannot be decoded, or is empty. `too-long`:
 * longer than IMPORT_MAX_HOURS. `broken-off`: ffmpeg cannot be started, was killed, or reached a limit. `lost`: the server
 * has lost the file.
 */
export const RecordingFault = z.enum(["unreadable", "no-audio-track", "no-sound", "too-long", "broken-off", "lost"]);
export type RecordingFault = z.infer<typeof RecordingFault>;

/** The file that a session transcribes. */
export const Recording = z.object({
  /** The name that it had on the owner's device. */
  name: z.string(),
  /** Its length, ms; absent: the file does not state it. */
  ms: z.optional(z.int().check(z.nonnegative())),
  /** It waits for a recogniser: its place in the queue; null: it does not wait. */
  place: z.optional(z.nullable(z.int().check(z.positive()))),
  /** The sound broke off, because of this. */
  fault: z.optional(RecordingFault),
});
export type Recording = z.infer<typeof Recording>;
