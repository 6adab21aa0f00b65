import { wordErrors, wordsOf } from "#testing/examples/speech";
import { type Replayed, wordsIn } from "#testing/traces/replay";
import { finalText, spokenText, type Trace } from "#testing/traces/trace";
import { spokenWords } from "#worker/commit-policy/words";
import { endsOfSegments, segmentsOf, sentenceEnds, spokenEnds } from "./segments";

/** The result of one replay of one trace; sums, so that traces can be added up. */
export type Score = {
  /** ms from the end of each word to the piece that settles it. */
  readonly lags: readonly number[];
  /** Tokens that were removed from the screen, and tokens of the final text. */
  readonly erased: number;
  readonly tokens: number;
  /** Settled words that changed afterwards. */
  readonly rewritten: number;
  /** Words of the settled text that differ from the engine's own finals. */
  readonly errors: number;
  readonly words: number;
  /** Errors beyond those of the finals, against the spoken words. */
  readonly moreErrors: number;
  readonly contradicted: number;
  /** Closed segments, their words, and those that end with a sentence. */
  readonly segments: number;
  readonly segmentWords: number;
  readonly sentenceEnds: number;
  /** Sentences of the reference, and their words. */
  readonly sentences: number;
  readonly sentenceWords: number;
};

export function score(trace: Trace, replayed: Replayed): Score {
  const segments = segmentsOf(replayed);
  const text = segments.map((segment) => segment.text).join(" ");
  const closed = segments.filter(({ closedAt }) => closedAt !== null);
  const keys = segments.flatMap(({ words }) => words.map(({ key }) => key));
  const ends = sentenceEnds(trace, keys);
  return {
    lags: lagsOf(trace, replayed),
    erased: erasedBy(replayed),
    tokens: tokensOf(text).length,
    rewritten: rewrittenIn(replayed),
    errors: wordErrors(wordsOf(finalText(trace)), wordsOf(text)),
    words: trace.words.length,
    moreErrors: moreErrors(trace, text),
    contradicted: replayed.contradicted,
    segments: closed.length,
    segmentWords: closed.reduce((sum, { words }) => sum + words.length, 0),
    sentenceEnds: endsOfSegments(closed).filter((end) => ends.some(({ least, most }) => end >= least && end <= most))
      .length,
    sentences: trace.sentences.length,
    sentenceWords: trace.sentences.reduce((sum, sentence) => sum + spokenWords(sentence, trace.lang).length, 0),
  };
}

export function together(scores: readonly Score[]): Score {
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0);
  return {
    lags: scores.flatMap(({ lags }) => lags),
    erased: sum((s) => s.erased),
    tokens: sum((s) => s.tokens),
    rewritten: sum((s) => s.rewritten),
    errors: sum((s) => s.errors),
    words: sum((s) => s.words),
    moreErrors: sum((s) => s.moreErrors),
    contradicted: sum((s) => s.contradicted),
    segments: sum((s) => s.segments),
    segmentWords: sum((s) => s.segmentWords),
    sentenceEnds: sum((s) => s.sentenceEnds),
    sentences: sum((s) => s.sentences),
    sentenceWords: sum((s) => s.sentenceWords),
  };
}

function moreErrors(trace: Trace, text: string): number {
  const spoken = wordsOf(spokenText(trace));
  return wordErrors(spoken, wordsOf(text)) - wordErrors(spoken, wordsOf(finalText(trace)));
}

/** Settled words that differ on the screen at a later moment, ignoring marks. */
function rewrittenIn({ moments }: Replayed): number {
  let rewritten = 0;
  let before: string[] = [];
  const closed: string[] = [];
  for (const { text, end } of moments.flatMap(({ pieces }) => pieces)) {
    const now = lettersOf([...closed, text].join(" "));
    rewritten += before.length - sharedTokens(before, now);
    before = now;
    if (end !== null) closed.push(text);
  }
  return rewritten;
}

function lettersOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
}

/** Words and marks, each a token: a mark that is added later removes no word. */
export function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}']+|[^\s\p{L}\p{M}\p{N}']/gu) ?? [];
}

/** Sum over updates of the tokens shown before, minus the common prefix with the new text. */
function erasedBy({ moments }: Replayed): number {
  let erased = 0;
  let before: string[] = [];
  for (const { pieces, draft } of moments) {
    const closed = pieces.flatMap(({ text, end }) => (end === null ? [] : [text]));
    const now = tokensOf([...closed, draft].join(" "));
    erased += before.length - sharedTokens(before, now);
    before = tokensOf(draft);
  }
  return erased;
}

export function sharedTokens(before: readonly string[], now: readonly string[]): number {
  const different = before.findIndex((token, index) => token !== now[index]);
  return different === -1 ? before.length : different;
}

function lagsOf(trace: Trace, replayed: Replayed): number[] {
  const settledAt = replayed.moments.flatMap(({ at, pieces }) => pieces.flatMap(({ added }) => added.map(() => at)));
  const ends = spokenEnds(
    trace,
    wordsIn(replayed).map(({ key }) => key),
  );
  return ends.flatMap((endMs, index) => (endMs === null ? [] : [(settledAt[index] ?? 0) - endMs]));
}
