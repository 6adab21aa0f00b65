import { readdirSync, readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { parseArgs } from "node:util";
import { OpusChunks } from "#gateway/speaking/opus-chunks";
import { unpackOpus } from "#protocol/opus";
import { CHUNK_SAMPLES, SAMPLE_RATE, samplesToMs } from "#protocol/sound";
import { encodeInChromium } from "#testing/browser/opus-encoder";
import { textOf } from "#testing/contracts/stt-contract";
import { join16, SENTENCES, silence, speak, wordErrors, wordsOf } from "#testing/examples/speech";
import { descendants } from "#testing/processes/process-table";
import { createPocketSphinx } from "#worker/stt/pocketsphinx/pocketsphinx";
import { DECODER_PROGRAM } from "#worker/stt/pocketsphinx/process";
import type { RecogniserEvent } from "#worker/stt/port";
import { soundOf } from "./sound-of";

/**
 * Measures PocketSphinx's word errors, speed and memory:
 * `node --import tsx bench/word-error-rate.ts [--opus] [FOLDER]`. With `--opus` the sound goes through Opus, as from a page to a
 * gateway; Chromium encodes it. The folder holds WAV files of 16 kHz and a README.md whose
 * table has the name of each file and its words in the first two columns.
 */
type Clip = { name: string; sound: Uint8Array; words: string };

const VOICES = ["slt", "rms", "kal16"];

function synthesised(voice: string): Clip[] {
  return SENTENCES.map((words, index) => ({
    name: `${voice}-${index}`,
    words,
    sound: join16(silence(300), speak(words, voice), silence(700)),
  }));
}

function recorded(folder: string): Clip[] {
  const table = readFileSync(join(folder, "README.md"), "utf8");
  const words = new Map(
    [...table.matchAll(/^\| (\S+) \| ([^|]+?) \|/gm)].map(([, name = "", said = ""]) => [name, said]),
  );
  return readdirSync(folder)
    .filter((file) => words.has(file) && !file.startsWith("flite"))
    .map((file) => ({ name: parse(file).name, words: words.get(file) ?? "", sound: soundOf(join(folder, file)) }));
}

/**
 * Proportional set size in MB: memory that is shared with other processes counts in part; 0 if the process has ended.
 */
function memory(pid: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
    return Math.round(Number(kilobytes ?? 0) / 1_024);
  } catch {
    return 0;
  }
}

async function measure(name: string, clips: readonly Clip[]): Promise<object> {
  // Two: the next decoder loads while the present one works, as in a worker.
  const stt = createPocketSphinx({ recognisers: 2 });
  let [errors, words, seconds, spent, most] = [0, 0, 0, 0, 0];
  for (const clip of clips) {
    const recogniser = await stt.open({ language: "en-US", startSample: 0 });
    const [pid] = descendants(process.pid, DECODER_PROGRAM);
    if (pid === undefined) throw new Error("No decoder runs.");
    const began = performance.now();
    recogniser.write(clip.sound);
    recogniser.end();
    const events: RecogniserEvent[] = [];
    for await (const event of recogniser.events) {
      if (event.type === "final") most = Math.max(most, memory(pid));
      events.push(event);
    }
    spent += performance.now() - began;
    seconds += clip.sound.length / 2 / SAMPLE_RATE;
    errors += wordErrors(wordsOf(clip.words), wordsOf(textOf(events)));
    words += wordsOf(clip.words).length;
    console.log(`${clip.name}: ${textOf(events)}`);
  }
  await stt.close();
  const rounded = (value: number) => Math.round(value * 1_000) / 1_000;
  return {
    name,
    words,
    wer: rounded(errors / words),
    realTimeFactor: rounded(spent / 1_000 / seconds),
    memoryMb: most,
  };
}

/** The sound as a gateway decodes it, and the bytes and the processor time of the gateway for it. */
async function throughOpus(clips: readonly Clip[]): Promise<Clip[]> {
  const decoder = await OpusChunks.open();
  let [bytes, chunks, spent] = [0, 0, 0];
  const decoded: Clip[] = [];
  for (const clip of clips) {
    const encoded = await encodeInChromium(join16(clip.sound, silence(samplesToMs(CHUNK_SAMPLES))));
    const before = process.cpuUsage();
    const sound = encoded.map((chunk) => {
      const packets = unpackOpus(chunk);
      const pcm = typeof packets === "string" ? null : decoder.decode(packets);
      if (!pcm) throw new Error(`${clip.name} is not decoded: ${packets}`);
      return pcm;
    });
    const { user, system } = process.cpuUsage(before);
    spent += (user + system) / 1_000_000;
    bytes += encoded.reduce((sum, { length }) => sum + length, 0);
    chunks += encoded.length;
    decoded.push({ ...clip, sound: join16(...sound) });
  }
  const seconds = (chunks * CHUNK_SAMPLES) / SAMPLE_RATE;
  const rounded = (value: number) => Math.round(value * 100) / 100;
  console.log(
    `Opus: ${Math.round(bytes / seconds)} bytes/s; decoding: ${rounded((60 * spent) / seconds)} s of CPU/min`,
  );
  return decoded;
}

const { values, positionals } = parseArgs({ options: { opus: { type: "boolean" } }, allowPositionals: true });
const [folder] = positionals;
const sets = VOICES.map((voice) => ({ name: `flite ${voice}`, clips: synthesised(voice) }));
if (folder) sets.push({ name: "recorded", clips: recorded(folder) });
const results: object[] = [];
for (const { name, clips } of sets) {
  results.push(await measure(values.opus ? `${name}, Opus` : name, values.opus ? await throughOpus(clips) : clips));
}
for (const result of results) console.log(JSON.stringify(result));
