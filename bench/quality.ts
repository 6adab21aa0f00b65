import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Trace } from "#testing/traces/trace";
import { createApertium } from "#worker/translation/apertium/apertium";
import {
  figuresOf,
  type Group,
  HEADINGS,
  isMissed,
  type Measured,
  type Verdict,
  verdictOnWords,
  verdicts,
} from "./quality/aims";
import { measuredTogether, measureWith, type TraceMeasures } from "./quality/measure";
import { measureNtrex } from "./quality/ntrex";
import { POLICIES } from "./quality/policies";
import {
  generatedTraces,
  isHeldOut,
  MARKED,
  recordedTraces,
  UNPUNCTUATED,
  unmarkedTraces,
  WRONGLY_MARKED,
} from "./quality/traces";

// npm run quality [-- --policies] [--ntrex FOLDER]
// Replays recorded and generated hypotheses through the commit policy and measures the segments and translations that a
// reader sees. The exit status is 1 when a group of traces misses an aim.
// --policies: also writes the figures of every policy that was tried to bench/policies.md.
// --ntrex: instead measures chrF against translations by people; the folder holds NTREX-128's eng.txt, spa.txt and cat.txt.

/** Seeds of the generated traces on which the policy was chosen. */
const TUNED_ON = [1, 2, 3];
/** Seeds of the generated traces on which the policy is judged. */
const REPORTED_ON = [101, 102, 103, 104, 105, 106];

const { values } = parseArgs({
  options: { policies: { type: "boolean", default: false }, ntrex: { type: "string" } },
});

type Row = readonly [name: string, measured: Measured];

function table(first: string, rows: readonly Row[]): string {
  const headings = [first, ...HEADINGS];
  const lines = rows.map(([name, measured]) => [name, ...figuresOf(measured)]);
  return [headings, headings.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const translator = createApertium();
const measure = measureWith(translator);

if (values.ntrex) {
  console.log(await measureNtrex(values.ntrex, translator));
  await translator.close();
  process.exit();
}

async function measureAll(traces: readonly Trace[]): Promise<TraceMeasures[]> {
  const all: TraceMeasures[] = [];
  for (const trace of traces) all.push(await measure(trace));
  return all;
}

const groups: Readonly<Record<Group, readonly TraceMeasures[]>> = {
  "with marks": await measureAll(generatedTraces(MARKED, REPORTED_ON)),
  "without marks": await measureAll([...recordedTraces(), ...unmarkedTraces(REPORTED_ON)]),
};
const wronglyMarked = await measureAll(generatedTraces(WRONGLY_MARKED, REPORTED_ON));
const unpunctuated = await measureAll(generatedTraces(UNPUNCTUATED, REPORTED_ON));
const rowsOf = (all: readonly TraceMeasures[]): Row[] => all.map((one) => [one.name, measuredTogether([one])]);
const heldOut = groups["without marks"].filter(isHeldOut);
const totals: Row[] = [
  ...Object.entries(groups).map(([name, all]): Row => [name, measuredTogether(all)]),
  ["the held-out talk alone", measuredTogether(heldOut)],
  ["wrong and missing marks", measuredTogether(wronglyMarked)],
  ["no punctuation, no times", measuredTogether(unpunctuated)],
];
console.log(
  table("trace", [...rowsOf([...Object.values(groups).flat(), ...wronglyMarked, ...unpunctuated]), ...totals]),
);

async function policyRows(traces: readonly Trace[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, rule] of Object.entries(POLICIES)) {
    const all: TraceMeasures[] = [];
    for (const trace of traces) all.push(await measure(trace, rule));
    rows.push([name, measuredTogether(all)]);
  }
  return rows;
}

if (values.policies) {
  const file = join(import.meta.dirname, "policies.md");
  const written = readFileSync(file, "utf8").split("<!-- figures -->")[0];
  const unmarked = [...recordedTraces().filter((trace) => !isHeldOut(trace)), ...unmarkedTraces(TUNED_ON)];
  const seeds = TUNED_ON.join(", ");
  const parts = [
    `## Policies, with marks, seeds ${seeds}\n\n${table("policy", await policyRows(generatedTraces(MARKED, TUNED_ON)))}`,
    `## Policies, without marks, recorded except for the held-out talk, and seeds ${seeds}\n\n${table("policy", await policyRows(unmarked))}`,
    `## The policy in use, seeds ${REPORTED_ON.join(", ")}\n\n${table("traces", totals)}`,
  ];
  writeFileSync(file, `${written}<!-- figures -->\n\n${parts.join("\n\n")}\n`);
}
await translator.close();

function report(title: string, judged: readonly Verdict[]): void {
  console.log(`\n${title}`);
  for (const verdict of judged) {
    const { name, measured, least, most } = verdict;
    const aim = [least === undefined ? [] : `at least ${least}`, most === undefined ? [] : `at most ${most}`].flat();
    if (isMissed(verdict)) process.exitCode = 1;
    console.log(`${isMissed(verdict) ? "MISSED" : "met"}: ${name}: ${measured}, aim ${aim.join(", ")}`);
  }
}

for (const [group, all] of Object.entries(groups) as [Group, readonly TraceMeasures[]][])
  report(group, verdicts(group, measuredTogether(all)));
report("all traces", [verdictOnWords(measuredTogether(Object.values(groups).flat()))]);
