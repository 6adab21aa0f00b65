import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { keyOf } from "#worker/policy/words";
import type { RecogniserEvent } from "#worker/stt/port";
import { generate, SCENARIOS } from "../../tests/support/traces/generate";
import type { Trace } from "../../tests/support/traces/trace";
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
/** How often an engine's marks are wrong is not known, so nothing is demanded of a scenario that assumes it. */
export const WRONGLY_MARKED = ["wrong and missing marks"];
export const MARKED = Object.keys(SCENARIOS).filter((name) => ![...UNPUNCTUATED, ...WRONGLY_MARKED].includes(name));

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

/** What was said, and what a recogniser with word times made of it. */
export function traceOf(
  name: string,
  sentences: readonly string[],
  { events, durationMs }: Pick<Trace, "events" | "durationMs">,
): Trace {
  const words = events.flatMap(({ heard }) => (heard.type === "final" ? wordsOf(heard) : []));
  return { name, lang: "en-US", words, sentences, events, durationMs };
}

/** Keeps a trace as a file of some kilobytes. */
export function keepTrace(trace: Trace): Trace {
  const file = join(FOLDER, `${trace.name.replaceAll(" ", "-")}.json.gz`);
  writeFileSync(file, gzipSync(JSON.stringify(trace), { level: 9 }));
  return trace;
}

function wordsOf({ words }: Extract<RecogniserEvent, { type: "final" }>) {
  return (words ?? []).map(({ word, endMs }) => ({ word: keyOf(word), endMs }));
}
