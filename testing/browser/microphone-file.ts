import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wavHead } from "#export/sound/wav";

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
  return Buffer.concat([wavHead(data.length, RATE), data]);
}
