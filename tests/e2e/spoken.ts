import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silence, speak } from "../support/speech";

const RATE = 48_000;
const PAUSE_MS = 2_000;

/** A WAV file for Chromium's fake microphone: a second of silence, then each sentence and a pause. Made once per run. */
export function spokenFile(name: string, sentences: readonly string[]): string {
  const folder = join(tmpdir(), `interline-e2e-${process.ppid}`);
  const file = join(folder, `${name}.wav`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const sound = Buffer.concat([silence(1_000), ...sentences.flatMap((words) => [speak(words), silence(PAUSE_MS)])]);
  // Two workers may make it at once.
  const part = `${file}.${process.pid}`;
  writeFileSync(part, wavAt48k(new Int16Array(sound.buffer, sound.byteOffset, sound.byteLength / 2)));
  renameSync(part, file);
  return file;
}

/** A microphone that gives nothing. */
export function silentFile(): string {
  return spokenFile("silence", []);
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
