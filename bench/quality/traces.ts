import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { keyOf } from "#worker/policy/words";
import type { RecogniserEvent } from "#worker/stt/port";
import { generate, SCENARIOS } from "../../tests/support/traces/generate";
import type { Trace, TraceEvent } from "../../tests/support/traces/trace";

const FOLDER = join(import.meta.dirname, "../traces");

/** Every recorded trace, in the order of their names. */
export function recordedTraces(): Trace[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json.gz"))
    .sort()
    .map((file) => JSON.parse(gunzipSync(readFileSync(join(FOLDER, file))).toString()));
}

/** One of each scenario for each seed. */
export function generatedTraces(seeds: readonly number[]): Trace[] {
  return Object.keys(SCENARIOS).flatMap((name) => seeds.map((seed) => generate(name, seed)));
}

/** Keeps what a recogniser said as a file of a few kilobytes. */
export function keepTrace(name: string, spoken: string, events: readonly TraceEvent[], durationMs: number): Trace {
  const words = events.flatMap(({ heard }) => (heard.type === "final" ? wordsOf(heard) : []));
  const trace: Trace = { name, lang: "en-US", words, spoken, events, durationMs };
  writeFileSync(join(FOLDER, `${name.replaceAll(" ", "-")}.json.gz`), gzipSync(JSON.stringify(trace), { level: 9 }));
  return trace;
}

function wordsOf({ words }: Extract<RecogniserEvent, { type: "final" }>) {
  return (words ?? []).map(({ word, endMs }) => ({ word: keyOf(word), endMs }));
}
