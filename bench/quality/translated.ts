import type { Replayed } from "#testing/traces/replay";
import type { Trace } from "#testing/traces/trace";
import { spokenWords } from "#worker/commit-policy/words";
import { DraftPlan } from "#worker/translating/draft-plan";
import type { Translator } from "#worker/translation/port";
import { addChrfCounts, type ChrfCounts, chrfCounts } from "./chrf";
import { sharedTokens, tokensOf } from "./score";
import { referenceSegments, segmentsOf, sentenceEnds, spokenEnds } from "./segments";

/** The view of a reader of one language in a replay, and its cost. Sums, so that traces can be added up. */
export type TranslatedScore = {
  readonly erased: number;
  readonly tokens: number;
  /** Characters of the closed segments, characters sent for them, and characters sent for drafts. */
  readonly characters: number;
  readonly segmentCharacters: number;
  readonly draftCharacters: number;
  /** Number of translated drafts, and of segments. */
  readonly drafts: number;
  readonly segments: number;
  /** ms from the end of each word to a translation that covers it. */
  readonly shown: readonly number[];
  /** ms from the end of each sentence's last word to the final translation that holds it. */
  readonly final: readonly number[];
  readonly fidelity: ChrfCounts;
};

export type Write = (text: string) => Promise<string>;

/** Translates into one language, each text only once. */
export function writer(translator: Translator, to: string): Write {
  const known = new Map<string, Promise<string>>();
  return (text) => {
    const translated =
      known.get(text) ?? translator.translate({ text, from: "en-US", to, terms: [] }).then((reply) => reply.text);
    known.set(text, translated);
    return translated;
  };
}

/** The segments' translations, compared with those of the same words cut at the sentences of the reference. */
export async function fidelityOf(trace: Trace, replayed: Replayed, write: Write): Promise<ChrfCounts> {
  const segments = segmentsOf(replayed);
  const written = await Promise.all(segments.map(({ text }) => write(text)));
  const reference = await Promise.all(referenceSegments(trace, segments).map(({ text }) => write(text)));
  return chrfCounts(written.join(" "), reference.join(" "));
}

/**
 * Replays settled words and drafts for a reader, with instant translations. A draft stays until the next one, or until
 * its segment's translation arrives.
 */
export async function translate(trace: Trace, replayed: Replayed, write: Write): Promise<TranslatedScore> {
  const billed = (text: string) => text.length;
  const early = new DraftPlan(billed);
  const coveredAt: number[] = [];
  const finalAt: number[] = [];
  let [erased, tokens, segmentCharacters, draftCharacters, drafts, segments, first] = [0, 0, 0, 0, 0, 0, 0];
  let [shown, drafted]: [string[], string] = [[], ""];
  /** The number of covered words of the open segment over time. */
  let covered: { readonly words: number; readonly at: number }[] = [];
  const cover = (words: number) => {
    for (let index = 0; index < words; index += 1) {
      const cover = covered.find((one) => one.words > index);
      if (cover) coveredAt[first + index] = cover.at;
    }
  };
  for (const { at, pieces, draft } of replayed.moments) {
    for (const { text, words, end } of pieces) {
      if (end === null) continue;
      const written = tokensOf(await write(text));
      segments += 1;
      segmentCharacters += billed(text);
      tokens += written.length;
      erased += shown.length - sharedTokens(shown, written);
      covered.push({ words: words.length, at });
      cover(words.length);
      for (const _ of words) finalAt.push(at);
      first += words.length;
      [shown, covered] = [[], []];
    }
    // The worker gets a draft only if it differs from the last one.
    if (draft === drafted) continue;
    drafted = draft;
    const seq = segments + 1;
    const text = early.take({ seq, text: draft }, segmentCharacters, at);
    if (text === null) continue;
    drafts += 1;
    draftCharacters += billed(text);
    const translated = await write(text);
    const written = early.show({ seq }, translated);
    const now = tokensOf(written);
    erased += shown.length - sharedTokens(shown, now);
    shown = now;
    const share = written.split(" ").length / translated.split(" ").length;
    covered.push({ words: Math.floor(spokenWords(text, trace.lang).length * Math.min(1, share)), at });
  }
  cover(segmentsOf(replayed).at(-1)?.closedAt === null ? (segmentsOf(replayed).at(-1)?.words.length ?? 0) : 0);
  const keys = segmentsOf(replayed).flatMap(({ words }) => words.map(({ key }) => key));
  const ends = spokenEnds(trace, keys);
  return {
    erased,
    tokens,
    characters: segmentsOf(replayed).reduce((sum, s) => sum + (s.closedAt === null ? 0 : s.text.length), 0),
    segmentCharacters,
    draftCharacters,
    drafts,
    segments,
    shown: since(ends, coveredAt),
    final: finalLags(trace, keys, finalAt),
    fidelity: await fidelityOf(trace, replayed, write),
  };
}

function since(ends: readonly (number | null)[], times: readonly (number | undefined)[]): number[] {
  return ends.flatMap((endMs, index) => {
    const at = times[index];
    return endMs === null || at === undefined ? [] : [at - endMs];
  });
}

/** From the end of each sentence of the reference. */
function finalLags(trace: Trace, keys: readonly string[], finalAt: readonly number[]): number[] {
  const inFinals = sentenceEnds(
    trace,
    trace.words.flatMap(({ word }) => spokenWords(word, trace.lang).map(({ key }) => key)),
  );
  return sentenceEnds(trace, keys).flatMap(({ least }, index) => {
    const endMs = trace.words[(inFinals[index]?.least ?? 0) - 1]?.endMs;
    const at = finalAt[least - 1];
    return endMs === undefined || at === undefined ? [] : [at - endMs];
  });
}

export function togetherTranslated(scores: readonly TranslatedScore[]): TranslatedScore {
  const sum = (of: (score: TranslatedScore) => number) => scores.reduce((total, score) => total + of(score), 0);
  return {
    erased: sum((s) => s.erased),
    tokens: sum((s) => s.tokens),
    characters: sum((s) => s.characters),
    segmentCharacters: sum((s) => s.segmentCharacters),
    draftCharacters: sum((s) => s.draftCharacters),
    drafts: sum((s) => s.drafts),
    segments: sum((s) => s.segments),
    shown: scores.flatMap(({ shown }) => shown),
    final: scores.flatMap(({ final }) => final),
    fidelity: addChrfCounts(scores.map(({ fidelity }) => fidelity)),
  };
}
