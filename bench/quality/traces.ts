import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { keyOf } from "#worker/policy/words";
import type { RecogniserEvent } from "#worker/stt/port";
import { generate, SCENARIOS } from "../../tests/support/traces/generate";
import type { Trace, TraceEvent } from "../../tests/support/traces/trace";
import { generateUnmarked, UNMARKED_SCENARIOS } from "../../tests/support/traces/unmarked";

const FOLDER = join(import.meta.dirname, "../traces");

/** Every recorded trace, in the order of their names. */
export function recordedTraces(): Trace[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json.gz"))
    .sort()
    .map((file) => JSON.parse(gunzipSync(readFileSync(join(FOLDER, file))).toString()));
}

/** Scenarios without marks, word times and pauses: nothing tells where a sentence ends but its words. */
export const UNPUNCTUATED = Object.keys(SCENARIOS).filter((name) => SCENARIOS[name]?.marks === "none");
export const MARKED = Object.keys(SCENARIOS).filter((name) => !UNPUNCTUATED.includes(name));

/** One of each scenario for each seed. */
export function generatedTraces(scenarios: readonly string[], seeds: readonly number[]): Trace[] {
  return scenarios.flatMap((name) => seeds.map((seed) => generate(name, seed)));
}

/** One of each way of speaking to an engine of PocketSphinx's shape, for each seed. */
export function unmarkedTraces(seeds: readonly number[]): Trace[] {
  return Object.keys(UNMARKED_SCENARIOS).flatMap((name) => seeds.map((seed) => generateUnmarked(name, seed)));
}

/** Talks that are judged and that no rule may be chosen on. */
export function isHeldOut({ name }: Pick<Trace, "name">): boolean {
  return name.startsWith("held-out");
}

/** Keeps what a recogniser said as a file of a few kilobytes. */
export function keepTrace(
  name: string,
  sentences: readonly string[],
  events: readonly TraceEvent[],
  durationMs: number,
): Trace {
  const words = events.flatMap(({ heard }) => (heard.type === "final" ? wordsOf(heard) : []));
  const trace: Trace = { name, lang: "en-US", words, sentences, events, durationMs };
  writeFileSync(join(FOLDER, `${name.replaceAll(" ", "-")}.json.gz`), gzipSync(JSON.stringify(trace), { level: 9 }));
  return trace;
}

function wordsOf({ words }: Extract<RecogniserEvent, { type: "final" }>) {
  return (words ?? []).map(({ word, endMs }) => ({ word: keyOf(word), endMs }));
}
