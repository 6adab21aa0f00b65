import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHUNK_BYTES } from "#protocol/sound";
import { SENTENCES, speak } from "./speech";

const WORDS = SENTENCES[1];

/**
 * A sentence as Chromium's encoder and the product's page make it, chunk by chunk, and the same sound as PCM. The file holds each
 * chunk after its length (unsigned 16 bits, big-endian); `encodeInChromium` in `testing/browser/opus-encoder.ts` made them.
 */
export function spokenInOpus(): { words: string; chunks: Uint8Array[]; pcm: Uint8Array } {
  const file = readFileSync(join(process.cwd(), "testing/examples/meeting-in-opus.bin"));
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < file.length; ) {
    const end = at + 2 + file.readUInt16BE(at);
    chunks.push(new Uint8Array(file.subarray(at + 2, end)));
    at = end;
  }
  return { words: WORDS, chunks, pcm: speak(WORDS).subarray(0, chunks.length * CHUNK_BYTES) };
}
