import { keyOf } from "#worker/policy/words";
import { wordErrors, wordsOf } from "../../tests/support/speech";
import type { Replayed } from "../../tests/support/traces/replay";
import { finalText, type Trace } from "../../tests/support/traces/trace";

/** What one replay of one trace amounts to; sums, so that traces can be added up. */
export type Score = {
  /** ms from the end of each committed word to its commit. */
  readonly lags: readonly number[];
  /** Tokens that were taken off the screen again, and those of the text in the end. */
  readonly erased: number;
  readonly tokens: number;
  /** Committed tokens that were changed afterwards. */
  readonly rewritten: number;
  /** Words of the committed text that the engine's own finals do not have so. */
  readonly errors: number;
  readonly words: number;
  /** Errors beyond those of the finals themselves, against what was said. */
  readonly moreErrors: number;
  readonly contradicted: number;
  readonly segments: number;
  /** Segments that end in mid-sentence. */
  readonly broken: number;
};

export function score(trace: Trace, replayed: Replayed): Score {
  const pieces = replayed.moments.flatMap(({ at, pieces }) => pieces.map((piece) => ({ ...piece, at })));
  const text = pieces.map((piece) => piece.text).join(" ");
  const committed = pieces.flatMap(({ words, at }) => words.map(({ key }) => ({ key, at })));
  return {
    lags: lagsOf(trace, committed),
    erased: erasedBy(replayed),
    tokens: tokensOf(text).length,
    rewritten: rewrittenIn(replayed),
    errors: wordErrors(wordsOf(finalText(trace)), wordsOf(text)),
    words: trace.words.length,
    moreErrors: moreErrors(trace, text),
    contradicted: replayed.contradicted,
    segments: pieces.length,
    broken: pieces.filter(({ by }) => by === "age" || by === "cap" || by === "final").length,
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
    broken: sum((s) => s.broken),
  };
}

/** A trace that was generated has no other truth than its finals. */
function moreErrors(trace: Trace, text: string): number {
  const spoken = wordsOf(trace.spoken ?? finalText(trace));
  return wordErrors(spoken, wordsOf(text)) - wordErrors(spoken, wordsOf(finalText(trace)));
}

/** Committed tokens that stand otherwise on the screen at a later moment. */
function rewrittenIn({ moments }: Replayed): number {
  let rewritten = 0;
  let before: string[] = [];
  const screen: string[] = [];
  for (const { pieces } of moments.filter(({ pieces }) => pieces.length > 0)) {
    screen.push(...pieces.map(({ text }) => text));
    const now = tokensOf(screen.join(" "));
    rewritten += before.length - sharedTokens(before, now);
    before = now;
  }
  return rewritten;
}

/** Words and marks, each a token: a mark that is added later takes no word away. */
export function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}']+|[^\s\p{L}\p{M}\p{N}']/gu) ?? [];
}

/** Sum over updates of the tokens shown before, less the common prefix with the new text. */
function erasedBy({ moments }: Replayed): number {
  let erased = 0;
  let before: string[] = [];
  for (const { pieces, draft } of moments) {
    const now = tokensOf([...pieces.map(({ text }) => text), draft].join(" "));
    erased += before.length - sharedTokens(before, now);
    before = tokensOf(draft);
  }
  return erased;
}

export function sharedTokens(before: readonly string[], now: readonly string[]): number {
  const different = before.findIndex((token, index) => token !== now[index]);
  return different === -1 ? before.length : different;
}

/** Finds each committed word among those that were said, by the longest common subsequence. */
function lagsOf(trace: Trace, committed: readonly { key: string; at: number }[]): number[] {
  const said = trace.words.map(({ word, endMs }) => ({ key: keyOf(word), endMs }));
  const lengths = Array.from({ length: said.length + 1 }, () => new Uint16Array(committed.length + 1));
  for (let i = said.length - 1; i >= 0; i -= 1) {
    for (let j = committed.length - 1; j >= 0; j -= 1) {
      const isSame = said[i]!.key === committed[j]!.key;
      lengths[i]![j] = isSame ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const lags: number[] = [];
  for (let i = 0, j = 0; i < said.length && j < committed.length; ) {
    if (said[i]!.key === committed[j]!.key) lags.push(committed[j++]!.at - said[i++]!.endMs);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i += 1;
    else j += 1;
  }
  return lags;
}
