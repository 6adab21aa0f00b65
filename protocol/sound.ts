/** The format of sound everywhere: signed 16-bit little-endian PCM, 16 kHz, mono. */
export const SAMPLE_RATE = 16_000;

/** 200 ms. Google refuses messages of more than 15,360 bytes, so a chunk always fits. */
export const CHUNK_SAMPLES = 3_200;

export const CHUNK_BYTES = CHUNK_SAMPLES * 2;
/** The longest time since the capture of a chunk that a page may send: a day. */
export const LONGEST_AGE_MS = 86_400_000;

/** The sound that a page keeps until an anchor covers it, in samples (an hour). */
export const KEPT_SAMPLES = 3_600 * SAMPLE_RATE;

/** Stored sound is Opus of 24 kbit/s. All packets have one size, so that the position of each in a file can be calculated. */
export const PACKET_SAMPLES = 320;
export const PACKET_BYTES = 60;
/** Samples by which the encoder delays stored sound. */
export const OPUS_DELAY = 40;
/** Stored sound has one peak for each 100 ms. */
export const PEAK_SAMPLES = 1_600;

/** Bytes before the sound in a WAV file. */
export const WAV_HEAD_BYTES = 44;

const SAMPLES_PER_MS = SAMPLE_RATE / 1_000;

export function samplesToMs(samples: number): number {
  return Math.round(samples / SAMPLES_PER_MS);
}

export function msToSamples(ms: number): number {
  return Math.round(ms * SAMPLES_PER_MS);
}
