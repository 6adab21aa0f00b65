import { round, spreadOf } from "../figures";
import type { Score } from "./score";
import type { TranslatedScore } from "./translated";

/** What product.md asks for; `measured` and `aim` in the unit that the name says. */
export type Verdict = { readonly name: string; readonly measured: number; readonly aim: number };

export function verdicts(score: Score, translated: TranslatedScore): Verdict[] {
  const lag = spreadOf(score.lags);
  return [
    { name: "commit lag p50, ms", measured: lag.p50, aim: 2_000 },
    { name: "commit lag p95, ms", measured: lag.p95, aim: 3_500 },
    { name: "longest commit lag, ms", measured: lag.max, aim: 8_000 },
    { name: "committed erasure, tokens", measured: score.rewritten, aim: 0 },
    { name: "shown erasure per final token", measured: round(score.erased / score.tokens, 3), aim: 0.2 },
    { name: "word errors beyond the finals', %", measured: round((100 * score.moreErrors) / score.words), aim: 1 },
    { name: "shown erasure of translations", measured: round(translated.erased / translated.tokens, 3), aim: 0.2 },
    { name: "amplification", measured: round(amplification(translated), 3), aim: 1.5 },
  ];
}

/** Characters sent for each character of the lines. */
export function amplification({ lineCharacters, draftCharacters }: TranslatedScore): number {
  return (lineCharacters + draftCharacters) / lineCharacters;
}

/** A line of figures, in the order of `HEADINGS`. */
export function figuresOf(score: Score, translated?: TranslatedScore): string[] {
  const lag = spreadOf(score.lags);
  const percent = (part: number, whole: number) => ((100 * part) / whole).toFixed(1);
  return [
    String(lag.p50),
    String(lag.p95),
    String(lag.max),
    (score.erased / score.tokens).toFixed(2),
    percent(score.errors, score.words),
    percent(score.moreErrors, score.words),
    percent(score.contradicted, score.words),
    (score.words / score.segments).toFixed(1),
    percent(score.broken, score.segments),
    ...(translated ? translatedFigures(translated) : []),
  ];
}

function translatedFigures(translated: TranslatedScore): string[] {
  return [
    (translated.erased / translated.tokens).toFixed(2),
    amplification(translated).toFixed(2),
    (translated.drafts / translated.lines).toFixed(2),
  ];
}

export const TRANSLATED_HEADINGS = ["erasure, translated", "amplification", "drafts translated a line"] as const;

export const HEADINGS = [
  "lag p50, ms",
  "p95",
  "max",
  "shown erasure",
  "WER against finals, %",
  "WER beyond finals', %",
  "contradicted, %",
  "words a segment",
  "cut in mid-sentence, %",
] as const;
