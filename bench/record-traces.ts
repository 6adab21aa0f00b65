import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SAMPLE_RATE } from "#protocol/sound";
import { loadDecoder } from "#worker/stt/pocketsphinx-library";
import { Listener } from "#worker/stt/pocketsphinx-listener";
import { onSessionClock } from "#worker/stt/pocketsphinx-recogniser";
import { join16, SENTENCES, silence, speak } from "../tests/support/speech";
import { SCRIPT } from "../tests/support/traces/script";
import type { TraceEvent } from "../tests/support/traces/trace";
import { keepTrace } from "./quality/traces";
import { soundOf } from "./sound-of";

// node --import tsx bench/record-traces.ts [FOLDER of WAV files]
// What PocketSphinx says about speech, and when, for `npm run quality`. The time of an event is the sound that it had
// been given and the processor time that it then took, as on a machine with a core to spare: another program that
// happens to run at the same time makes no difference.

const MODEL_DIR = "/usr/share/pocketsphinx/model/en-us";
const STEP = SAMPLE_RATE / 10;

function record(name: string, said: readonly string[], sound: Uint8Array): void {
  const events: TraceEvent[] = [];
  let fedMs = 0;
  let idleAt = 0;
  let began = process.cpuUsage();
  const now = () => {
    const { user, system } = process.cpuUsage(began);
    return Math.round(Math.max(fedMs, idleAt) + (user + system) / 1_000);
  };
  const listener = new Listener(loadDecoder(MODEL_DIR), (heard) => {
    events.push({ at: now(), heard: onSessionClock(heard, 0) });
  });
  const samples = new Int16Array(Uint8Array.from(sound).buffer);
  for (let at = 0; at < samples.length; at += STEP) {
    idleAt = now();
    began = process.cpuUsage();
    fedMs = (Math.min(at + STEP, samples.length) * 1_000) / SAMPLE_RATE;
    listener.take(samples.subarray(at, at + STEP));
  }
  listener.finish();
  const { words, durationMs } = keepTrace(name, said, events, Math.max(now(), fedMs));
  console.log(`${name}: ${words.length} words in ${durationMs} ms, ${events.length} events`);
}

function spoken(text: readonly string[], voice: string, pauseMs: number): Uint8Array {
  return join16(silence(400), ...text.flatMap((sentence) => [speak(sentence, voice), silence(pauseMs)]), silence(900));
}

function recordSpoken(name: string, text: readonly string[], voice: string, pauseMs: number): void {
  record(name, text, spoken(text, voice, pauseMs));
}

/** The words of each file, from the table in the folder's README.md. */
function recordPeople(folder: string): void {
  const table = readFileSync(join(folder, "README.md"), "utf8");
  const rows = [...table.matchAll(/^\| (\S+\.wav) \| ([^|]+?) \|/gm)].filter(([, file]) => !file?.startsWith("flite"));
  const sounds = rows.flatMap(([, file = ""]) => [silence(300), soundOf(join(folder, file)), silence(900)]);
  record(
    "people",
    rows.map(([, , said = ""]) => said),
    join16(...sounds),
  );
}

recordSpoken("sentences with pauses", SENTENCES, "slt", 700);
recordSpoken("talk without pauses", SCRIPT.slice(0, 16), "slt", 40);
recordSpoken("talk in another voice", SCRIPT.slice(16), "rms", 250);
const folder = process.argv[2];
if (folder) recordPeople(folder);
