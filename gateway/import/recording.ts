import { z } from "zod";
import { CHUNK_SAMPLES, SAMPLE_RATE } from "#protocol/sound";
import { startLimited } from "./limited-process";
import { ONLY_THIS_FILE } from "./readable-formats";
import { RecordingError } from "./recording-error";

/** CPU seconds to look at a file, and the same as wall time. */
const LOOK_SECONDS = 20;
/** CPU seconds to decode, for each hour that may be decoded; an hour of sound takes about five. */
const DECODE_SECONDS_PER_HOUR = 300;
/** The head of the sound that is decoded to see whether it can be, s. */
const HEAD_SECONDS = 1;
const SAMPLE_BYTES = 2;
/** ffmpeg's exit status after SIGTERM or SIGINT, which a stopping machine sends to every process. */
const INTERRUPTED = 255;
const CHUNK_BYTES = CHUNK_SAMPLES * SAMPLE_BYTES;

/** `track`: the stream to decode. `seconds`: the length that the file states; null: it states none. */
export type Recording = { readonly track: number; readonly seconds: number | null };

const Probed = z.object({
  streams: z
    .array(
      z.object({
        index: z.int(),
        codec_type: z.string().optional(),
        codec_name: z.string().optional(),
        disposition: z.object({ default: z.int() }).optional(),
      }),
    )
    .default([]),
  format: z.object({ duration: z.coerce.number().positive().optional().catch(undefined) }).optional(),
});

/**
 * Finds the audio track of a file (the one marked as default, else the first), and decodes its first second.
 * @throws RecordingError
 */
export async function probeRecording(file: string, maxHours: number): Promise<Recording> {
  const probed = await probe(file);
  const audio = probed.streams.filter(({ codec_type }) => codec_type === "audio");
  if (audio.length === 0) throw new RecordingError(probed.streams.length > 0 ? "no-audio-track" : "unreadable");
  const chosen = audio.find(({ disposition }) => disposition?.default === 1) ?? audio[0];
  const seconds = probed.format?.duration ?? null;
  if (seconds !== null && seconds > maxHours * 3_600) throw new RecordingError("too-long");
  const recording = { track: chosen?.index ?? 0, seconds };
  for await (const _ of decode(file, recording, HEAD_SECONDS, LOOK_SECONDS)) break;
  return recording;
}

/**
 * Decodes a file to 16-bit PCM, 16 kHz, mono. Gaps between the times in the file become silence, so that places in the sound are
 * places in the file.
 * @throws RecordingError `too-long` after `maxHours` of sound, `no-sound`, `broken-off`
 */
export async function* decodeRecording(file: string, recording: Recording, maxHours: number): AsyncGenerator<Buffer> {
  const most = maxHours * 3_600 * SAMPLE_RATE * SAMPLE_BYTES;
  let bytes = 0;
  const cpuSeconds = Math.ceil(maxHours * DECODE_SECONDS_PER_HOUR) + LOOK_SECONDS;
  for await (const part of decode(file, recording, maxHours * 3_600 + 1, cpuSeconds)) {
    bytes += part.byteLength;
    if (bytes > most) throw new RecordingError("too-long");
    yield part;
  }
}

/** Cuts PCM into chunks. The last one is filled with silence. Buffers, since the Redis client writes no other bytes. */
export async function* cutChunks(sound: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const part of sound) {
    held = held.byteLength === 0 ? part : Buffer.concat([held, part]);
    let at = 0;
    for (; at + CHUNK_BYTES <= held.byteLength; at += CHUNK_BYTES)
      yield Buffer.from(held.subarray(at, at + CHUNK_BYTES));
    held = held.subarray(at);
  }
  if (held.byteLength === 0) return;
  yield Buffer.concat([held], CHUNK_BYTES);
}

async function probe(file: string): Promise<z.output<typeof Probed>> {
  const shown = "format=duration:stream=index,codec_type,codec_name:stream_disposition=default";
  const child = startLimited(
    "ffprobe",
    [...ONLY_THIS_FILE, "-of", "json", "-show_entries", shown, `file:${file}`],
    LOOK_SECONDS,
  );
  const late = setTimeout(() => child.kill(), LOOK_SECONDS * 1_000);
  try {
    let text = "";
    for await (const part of child.stdout) text += part;
    const status = await child.ended;
    if (status === null) throw new RecordingError("broken-off");
    const probed = Probed.safeParse(status === 0 ? JSON.parse(text) : null);
    if (!probed.success) throw new RecordingError("unreadable");
    return probed.data;
  } finally {
    clearTimeout(late);
    child.kill();
  }
}

async function* decode(
  file: string,
  { track }: Recording,
  seconds: number,
  cpuSeconds: number,
): AsyncGenerator<Buffer> {
  const input = [...ONLY_THIS_FILE, "-nostdin", "-threads", "1", "-vn", "-sn", "-dn", "-i", `file:${file}`];
  const inTime = ["-map", `0:${track}`, "-af", "aresample=async=1:first_pts=0", "-map_metadata", "-1"];
  const output = [
    "-t",
    String(seconds),
    "-ac",
    "1",
    "-ar",
    String(SAMPLE_RATE),
    "-c:a",
    "pcm_s16le",
    "-f",
    "s16le",
    "pipe:1",
  ];
  const child = startLimited("ffmpeg", [...input, ...inTime, ...output], cpuSeconds);
  let isEmpty = true;
  try {
    for await (const part of child.stdout) {
      isEmpty = false;
      yield part;
    }
    // A damaged file ends with an error, or with none: what was decoded before counts. A signal is no fault of the file.
    const status = await child.ended;
    if (status === null || status === INTERRUPTED) throw new RecordingError("broken-off");
    if (isEmpty) throw new RecordingError("no-sound");
  } finally {
    child.kill();
  }
}
