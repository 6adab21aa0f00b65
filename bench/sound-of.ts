import { readFileSync } from "node:fs";
import { readWav } from "#scripts/wav";

/** The sound of a WAV file, as bytes. @throws WavError */
export function soundOf(path: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = readWav(readFileSync(path));
  return new Uint8Array(buffer, byteOffset, byteLength);
}
