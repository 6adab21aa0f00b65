import { replay } from "#testing/traces/replay";
import type { Trace } from "#testing/traces/trace";
import type { PolicyRule } from "#worker/commit-policy/rule";
import type { Translator } from "#worker/translation/port";
import type { Measured } from "./aims";
import { addChrfCounts, type ChrfCounts, chrf } from "./chrf";
import { type Score, score, together } from "./score";
import { fidelityOf, type TranslatedScore, togetherTranslated, translate, type Write, writer } from "./translated";

/** The figures of one trace, before they are added up. */
export type TraceMeasures = {
  readonly name: string;
  readonly score: Score;
  readonly spanish: TranslatedScore;
  readonly catalan: ChrfCounts;
};

export type Measure = (trace: Trace, rule?: PolicyRule) => Promise<TraceMeasures>;

export function measureWith(translator: Translator): Measure {
  const [spanish, catalan]: [Write, Write] = [writer(translator, "es"), writer(translator, "ca")];
  return async (trace, rule) => {
    const replayed = replay(trace, rule ? { rule } : {});
    return {
      name: trace.name,
      score: score(trace, replayed),
      spanish: await translate(trace, replayed, spanish),
      catalan: await fidelityOf(trace, replayed, catalan),
    };
  };
}

export function measuredTogether(all: readonly TraceMeasures[]): Measured {
  return {
    score: together(all.map(({ score }) => score)),
    spanish: togetherTranslated(all.map(({ spanish }) => spanish)),
    catalan: chrf(addChrfCounts(all.map(({ catalan }) => catalan))),
  };
}
