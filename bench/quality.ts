import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { PolicyRule } from "#worker/policy/rule";
import { createApertium } from "#worker/translation/apertium";
import { replay } from "../tests/support/traces/replay";
import type { Trace } from "../tests/support/traces/trace";
import { figuresOf, HEADINGS, TRANSLATED_HEADINGS, verdicts } from "./quality/aims";
import { POLICIES } from "./quality/policies";
import { type Score, score, together } from "./quality/score";
import { generatedTraces, recordedTraces } from "./quality/traces";
import { type TranslatedScore, togetherTranslated, translate } from "./quality/translated";

// npm run quality [-- --policies]
// What the commit policy makes of recorded and generated hypotheses. Ends with status 1 below the aims of product.md.
// --policies: also every policy that was tried, into bench/policies.md.

/** The policy was chosen on these, */
const TUNED_ON = [1, 2, 3];
/** and is judged on these. */
const REPORTED_ON = [101, 102, 103, 104, 105, 106];

const { values } = parseArgs({ options: { policies: { type: "boolean", default: false } } });

const judge = (traces: readonly Trace[], rule: PolicyRule): Score =>
  together(traces.map((trace) => score(trace, replay(trace, { rule }))));

type Row = { readonly name: string; readonly score: Score; readonly translated?: TranslatedScore };

function table(first: string, rows: readonly Row[]): string {
  const headings = [first, ...HEADINGS, ...(rows.some(({ translated }) => translated) ? TRANSLATED_HEADINGS : [])];
  const lines = rows.map(({ name, score, translated }) => [name, ...figuresOf(score, translated)]);
  return [headings, headings.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const translator = createApertium();

async function rowOf(trace: Trace): Promise<Row> {
  const replayed = replay(trace);
  return { name: trace.name, score: score(trace, replayed), translated: await translate(replayed, translator, "es") };
}

function totalOf(name: string, rows: readonly Row[]): Row & { readonly translated: TranslatedScore } {
  const translated = togetherTranslated(rows.flatMap((row) => row.translated ?? []));
  return { name, score: together(rows.map((row) => row.score)), translated };
}

const recorded = recordedTraces();
const recordedRows = await Promise.all(recorded.map(rowOf));
const generatedRows = await Promise.all(generatedTraces(REPORTED_ON).map(rowOf));
await translator.close();
const all = [...recordedRows, ...generatedRows];
const total = totalOf("total", all);
const totals = [totalOf("all recorded", recordedRows), totalOf("all generated", generatedRows), total];
console.log(table("trace", [...all, ...totals]));

if (values.policies) {
  const tuning = generatedTraces(TUNED_ON);
  const of = (chosen: readonly Trace[]) =>
    Object.entries(POLICIES).map(([name, rule]): Row => ({ name, score: judge(chosen, rule) }));
  const file = join(import.meta.dirname, "policies.md");
  const written = readFileSync(file, "utf8").split("<!-- figures -->")[0];
  const parts = [
    `## Policies, on generated traces, seeds ${TUNED_ON.join(", ")}\n\n${table("policy", of(tuning))}`,
    `## Policies, on recorded traces\n\n${table("policy", of(recorded))}`,
    `## The policy in use, seeds ${REPORTED_ON.join(", ")}\n\n${table("traces", totals)}`,
  ];
  writeFileSync(file, `${written}<!-- figures -->\n\n${parts.join("\n\n")}\n`);
}

const missed = verdicts(total.score, total.translated).filter(({ name, measured, aim }) => {
  const isMissed = measured > aim;
  console.log(`${isMissed ? "MISSED" : "met"}: ${name}: ${measured}, aim ${aim}`);
  return isMissed;
});
process.exitCode = missed.length > 0 ? 1 : 0;
