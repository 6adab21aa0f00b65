import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { generate, SCENARIOS } from "#testing/traces/generate";
import type { Trace } from "#testing/traces/trace";
import { generateUnmarked, UNMARKED_SCENARIOS } from "#testing/traces/unmarked";
import { keyOf } from "#worker/commit-policy/words";
import type { RecogniserEvent } from "#worker/stt/port";

const FOLDER = join(import.meta.dirname, "../traces");

/** Every recorded trace, sorted by name. */
export function recordedTraces(): Trace[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json.gz"))
    .sort()
    .map((file) => JSON.parse(gunzipSync(readFileSync(join(FOLDER, file))).toString()));
}

/** Scenarios without marks, word times and pauses: only the words tell where a sentence ends. */
export const UNPUNCTUATED = Object.keys(SCENARIOS).filter((name) => SCENARIOS[name]?.marks === "none");
/** The share of wrong marks of an engine is unknown, so a scenario with wrong marks has no aims. */
export const WRONGLY_MARKED = ["wrong and missing marks"];
export const MARKED = Object.keys(SCENARIOS).filter((name) => ![...UNPUNCTUATED, ...WRONGLY_MARKED].includes(name));

/** Each scenario once per seed. */
export function generatedTraces(scenarios: readonly string[], seeds: readonly number[]): Trace[] {
  return scenarios.flatMap((name) => seeds.map((seed) => generate(name, seed)));
}

/** Each way of speaking once per seed, for an engine with PocketSphinx's events. */
export function unmarkedTraces(seeds: readonly number[]): Trace[] {
  return Object.keys(UNMARKED_SCENARIOS).flatMap((name) => seeds.map((seed) => generateUnmarked(name, seed)));
}

/** Talks on which policies are judged, and on which no rule may be chosen. */
export function isHeldOut({ name }: Pick<Trace, "name">): boolean {
  return name.startsWith("held-out");
}

/** The trace of spoken sentences and a recogniser's events with word times. */
export function traceOf(
  name: string,
  sentences: readonly string[],
  { events, durationMs }: Pick<Trace, "events" | "durationMs">,
): Trace {
  const words = events.flatMap(({ event }) => (event.type === "final" ? wordsOf(event) : []));
  return { name, lang: "en-US", words, sentences, events, durationMs };
}

/** Saves a trace as a file of some kilobytes. */
export function keepTrace(trace: Trace): Trace {
  const file = join(FOLDER, `${trace.name.replaceAll(" ", "-")}.json.gz`);
  writeFileSync(file, gzipSync(JSON.stringify(trace), { level: 9 }));
  return trace;
}

function wordsOf({ words }: Extract<RecogniserEvent, { type: "final" }>) {
  return (words ?? []).map(({ word, endMs }) => ({ word: keyOf(word), endMs }));
}
