import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type PolicyRule, RULE } from "#worker/policy/rule";
import { replay } from "../tests/support/traces/replay";
import type { Trace } from "../tests/support/traces/trace";
import { figuresOf, HEADINGS, verdicts } from "./quality/aims";
import { POLICIES } from "./quality/policies";
import { type Score, score, together } from "./quality/score";
import { generatedTraces, recordedTraces } from "./quality/traces";

// npm run quality [-- --policies]
// What the commit policy makes of recorded and generated hypotheses. Ends with status 1 below the aims of product.md.
// --policies: also every policy that was tried, into bench/policies.md.

/** The policy was chosen on these, */
const TUNED_ON = [1, 2, 3, 4, 5, 6];
/** and is judged on these. */
const REPORTED_ON = [101, 102, 103, 104, 105, 106];

const { values } = parseArgs({ options: { policies: { type: "boolean", default: false } } });

const judge = (traces: readonly Trace[], rule: PolicyRule): Score =>
  together(traces.map((trace) => score(trace, replay(trace, { rule }))));

function table(first: string, rows: readonly (readonly [name: string, score: Score])[]): string {
  const lines = [
    [first, ...HEADINGS],
    ["---", ...HEADINGS.map(() => "---")],
    ...rows.map(([name, score]) => [name, ...figuresOf(score)]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const recorded = recordedTraces();
const generated = generatedTraces(REPORTED_ON);
const all = [...recorded, ...generated];
const total = judge(all, RULE);
const totals = [
  ["all recorded", judge(recorded, RULE)],
  ["all generated", judge(generated, RULE)],
  ["total", total],
] as const;
const traces = all.map((trace) => [trace.name, judge([trace], RULE)] as const);
console.log(table("trace", [...traces, ...totals]));

if (values.policies) {
  const tuning = generatedTraces(TUNED_ON);
  const of = (chosen: readonly Trace[]) =>
    Object.entries(POLICIES).map(([name, rule]) => [name, judge(chosen, rule)] as const);
  const file = join(import.meta.dirname, "policies.md");
  const written = readFileSync(file, "utf8").split("<!-- figures -->")[0];
  const parts = [
    `## Policies, on generated traces, seeds ${TUNED_ON.join(", ")}\n\n${table("policy", of(tuning))}`,
    `## Policies, on recorded traces\n\n${table("policy", of(recorded))}`,
    `## The policy in use, seeds ${REPORTED_ON.join(", ")}\n\n${table("traces", totals)}`,
  ];
  writeFileSync(file, `${written}<!-- figures -->\n\n${parts.join("\n\n")}\n`);
}

const missed = verdicts(total).filter(({ name, measured, aim }) => {
  const isMissed = measured > aim;
  console.log(`${isMissed ? "MISSED" : "met"}: ${name}: ${measured}, aim ${aim}`);
  return isMissed;
});
process.exitCode = missed.length > 0 ? 1 : 0;
