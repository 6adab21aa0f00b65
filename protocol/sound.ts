/** Sound as it crosses every boundary: signed 16-bit little-endian PCM, 16 kHz, mono. */
export const SAMPLE_RATE = 16_000;

/** 200 ms. Google refuses more than 15,360 bytes a message, so a chunk always fits in one. */
export const CHUNK_SAMPLES = 3_200;

export const CHUNK_BYTES = CHUNK_SAMPLES * 2;

/** How much sound a page keeps until an anchor covers it, in samples (60 s). */
export const KEPT_SAMPLES = 60 * SAMPLE_RATE;

const SAMPLES_PER_MS = SAMPLE_RATE / 1_000;

export function samplesToMs(samples: number): number {
  return Math.round(samples / SAMPLES_PER_MS);
}

export function msToSamples(ms: number): number {
  return Math.round(ms * SAMPLES_PER_MS);
}
