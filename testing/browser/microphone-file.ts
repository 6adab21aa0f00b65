import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RATE = 48_000;

/**
 * A WAV file for Chromium's fake microphone, made once per run.
 * @param sound 16 kHz, mono, 16 bits; or how to make it
 */
export function microphoneFile(name: string, sound: Uint8Array | (() => Uint8Array)): string {
  const folder = join(tmpdir(), `interline-e2e-${process.ppid}`);
  const file = join(folder, `${name}.wav`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const samples = Uint8Array.from(typeof sound === "function" ? sound() : sound);
  // Two of Playwright's workers may create it at once.
  const part = `${file}.${process.pid}`;
  writeFileSync(part, wavAt48k(new Int16Array(samples.buffer)));
  renameSync(part, file);
  return file;
}

function wavAt48k(samples: Int16Array): Buffer {
  const data = Buffer.alloc(samples.length * 3 * 2);
  samples.forEach((sample, at) => {
    const next = samples[at + 1] ?? sample;
    for (const step of [0, 1, 2]) {
      data.writeInt16LE(Math.round(sample + ((next - sample) * step) / 3), (at * 3 + step) * 2);
    }
  });
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}
