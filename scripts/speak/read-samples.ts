import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { decodeRecording, probeRecording } from "#gateway/import/recording";
import { RecordingError } from "#gateway/import/recording-error";
import type { RecordingFault } from "#protocol/recording";
import { SpeakError } from "./speak-error";

/** Longer files are refused: the whole sound is held in memory, 115 MB an hour. */
const MOST_HOURS = 12;

const SENTENCES: Record<RecordingFault, string> = {
  unreadable: "is in no audio or video format that ffmpeg reads here, is encrypted, or is damaged at its beginning.",
  "no-audio-track": "has no audio track.",
  "no-sound": "holds no sound that can be decoded.",
  "too-long": `is longer than ${MOST_HOURS} hours.`,
  lost: "was deleted meanwhile.",
  "broken-off": "could not be decoded: ffmpeg is not installed, or it was ended before its time.",
};

/**
 * Decodes an audio or video file.
 * @returns samples at 16 kHz, mono
 * @throws SpeakError
 */
export async function readSamples(file: string): Promise<Int16Array> {
  if (!existsSync(file)) throw new SpeakError(`There is no file ${file}.`);
  const path = resolve(file);
  try {
    const parts: Buffer[] = [];
    for await (const part of decodeRecording(path, await probeRecording(path, MOST_HOURS), MOST_HOURS))
      parts.push(part);
    // A copy: a view on 16-bit numbers must begin at an even address.
    return new Int16Array(Uint8Array.from(Buffer.concat(parts)).buffer);
  } catch (error) {
    if (error instanceof RecordingError) throw new SpeakError(`${file} ${SENTENCES[error.fault]}`);
    throw error;
  }
}
