import { round, spreadOf } from "../figures";
import { chrf } from "./chrf";
import type { Score } from "./score";
import type { TranslatedScore } from "./translated";

/** All figures of some traces: of the policy, of a Spanish reader, and the fidelity of Catalan. */
export type Measured = { readonly score: Score; readonly spanish: TranslatedScore; readonly catalan: number };

/** The aims for sentences; `measured` and the bounds in the unit that the name says. */
export type Verdict = {
  readonly name: string;
  readonly measured: number;
  readonly least?: number;
  readonly most?: number;
};

export type Group = "with marks" | "without marks";

/** Allowed difference between the mean lengths of segments and sentences, for engines that write marks. */
const LENGTH_TOLERANCE = 0.2;

export function verdicts(group: Group, { score, spanish }: Measured): Verdict[] {
  const isMarked = group === "with marks";
  const [lag, shown, final] = [spreadOf(score.lags), spreadOf(spanish.shown), spreadOf(spanish.final)];
  const length = round(score.sentenceWords / score.sentences);
  const lengths = isMarked
    ? { least: round((1 - LENGTH_TOLERANCE) * length), most: round((1 + LENGTH_TOLERANCE) * length) }
    : { least: 7, most: 16 };
  return [
    { name: "sentence ends, %", measured: percent(score.sentenceEnds, score.segments), least: isMarked ? 90 : 60 },
    { name: "words a segment", measured: round(score.segmentWords / score.segments), ...lengths },
    {
      name: "translation fidelity, Spanish, chrF2",
      measured: round(chrf(spanish.fidelity)),
      least: isMarked ? 97 : 92,
    },
    { name: "word settled p50, ms", measured: lag.p50, most: 2_000 },
    { name: "word settled p95, ms", measured: lag.p95, most: 3_500 },
    { name: "word settled, longest, ms", measured: lag.max, most: 8_000 },
    { name: "translation shown p50, ms", measured: shown.p50, most: 3_000 },
    { name: "translation shown p95, ms", measured: shown.p95, most: 6_000 },
    { name: "final translation p50, ms", measured: final.p50, most: 2_500 },
    { name: "final translation p95, ms", measured: final.p95, most: 4_500 },
    {
      name: "shown erasure of translations",
      measured: round(spanish.erased / spanish.tokens, 3),
      most: isMarked ? 0.2 : 0.25,
    },
    { name: "amplification", measured: round(amplification(spanish), 3), most: 2 },
    { name: "amplification, early off", measured: round(amplificationOfSegments(spanish), 3), most: 1.05 },
    { name: "committed erasure, words", measured: score.rewritten, most: 0 },
    { name: "shown erasure of the original", measured: round(score.erased / score.tokens, 3), most: 0.2 },
  ];
}

/** Word errors are judged over all traces, since the aim is for the product with any engine. */
export function verdictOnWords({ score }: Measured): Verdict {
  return { name: "word errors beyond the finals', %", measured: percent(score.moreErrors, score.words), most: 1 };
}

export function isMissed({ measured, least, most }: Verdict): boolean {
  return Number.isNaN(measured) || measured < (least ?? measured) || measured > (most ?? measured);
}

/** Characters sent for each character of the closed segments. */
function amplification({ characters, segmentCharacters, draftCharacters }: TranslatedScore): number {
  return (segmentCharacters + draftCharacters) / characters;
}

function amplificationOfSegments({ characters, segmentCharacters }: TranslatedScore): number {
  return segmentCharacters / characters;
}

function percent(part: number, whole: number): number {
  return round((100 * part) / whole, 1);
}

/** A row of figures, in the order of `HEADINGS`. */
export function figuresOf({ score, spanish, catalan }: Measured): string[] {
  const [lag, shown, final] = [spreadOf(score.lags), spreadOf(spanish.shown), spreadOf(spanish.final)];
  return [
    percent(score.sentenceEnds, score.segments).toFixed(1),
    `${(score.segmentWords / score.segments).toFixed(1)} of ${(score.sentenceWords / score.sentences).toFixed(1)}`,
    chrf(spanish.fidelity).toFixed(1),
    catalan.toFixed(1),
    spread(lag),
    `${shown.p50} / ${shown.p95}`,
    `${final.p50} / ${final.p95}`,
    (spanish.erased / spanish.tokens).toFixed(2),
    amplification(spanish).toFixed(2),
    (score.erased / score.tokens).toFixed(2),
    percent(score.errors, score.words).toFixed(1),
    percent(score.moreErrors, score.words).toFixed(1),
    percent(score.contradicted, score.words).toFixed(1),
  ];
}

function spread({ p50, p95, max }: { p50: number; p95: number; max: number }): string {
  return `${p50} / ${p95} / ${max}`;
}

export const HEADINGS = [
  "sentence ends, %",
  "words a segment",
  "chrF es",
  "chrF ca",
  "word settled p50 / p95 / max, ms",
  "translation shown p50 / p95, ms",
  "final translation p50 / p95, ms",
  "erasure, translated",
  "amplification",
  "erasure, original",
  "WER against finals, %",
  "WER beyond finals', %",
  "contradicted, %",
] as const;
