import type { Replayed } from "#testing/traces/replay";
import type { Trace } from "#testing/traces/trace";
import type { PlacedWord } from "#worker/commit-policy/placed-words";
import { endsSentence, toSegmentText } from "#worker/commit-policy/sentence";
import { keyOf, spokenWords, textOf } from "#worker/commit-policy/words";
import { alignWords } from "./align-words";

/** A segment of a replay; `closedAt` is null where the trace ends before the segment does. */
export type ReplayedSegment = {
  readonly words: readonly PlacedWord[];
  readonly text: string;
  readonly closedAt: number | null;
};

export function segmentsOf({ moments }: Replayed): ReplayedSegment[] {
  const pieces = moments.flatMap(({ at, pieces }) => pieces.map((piece) => ({ ...piece, at })));
  return pieces.flatMap(({ words, text, end, at }, index) =>
    end !== null || index === pieces.length - 1 ? [{ words, text, closedAt: end === null ? null : at }] : [],
  );
}

/**
 * The places where a sentence of the reference can end among the recognised words: an extra word may be on either side.
 */
export type SentenceEnd = { readonly least: number; readonly most: number };

export function sentenceEnds(
  { sentences, lang }: Pick<Trace, "sentences" | "lang">,
  recognised: readonly string[],
): SentenceEnd[] {
  const keys = sentences.map((sentence) => spokenWords(sentence, lang).map(({ key }) => key));
  const places = alignWords(keys.flat(), recognised);
  let end = 0;
  return keys.map((words) => {
    end += words.length;
    const last = places.slice(0, end).findLast((place) => place !== null);
    const next = places.slice(end).find((place) => place !== null);
    return { least: (last ?? -1) + 1, most: next ?? recognised.length };
  });
}

/** For each segment, the number of words of the transcript before its end. */
export function endsOfSegments(segments: readonly ReplayedSegment[]): number[] {
  let end = 0;
  return segments.map(({ words }) => {
    end += words.length;
    return end;
  });
}

/** The recognised words of each sentence of the reference, as if they had been cut at the sentences. */
export type ReferenceSegment = {
  /** Of the sentence. */
  readonly index: number;
  readonly text: string;
  /** The number of words of the transcript before its end. */
  readonly end: number;
};

export function referenceSegments(trace: Trace, segments: readonly ReplayedSegment[]): ReferenceSegment[] {
  const words = segments.flatMap((segment) => segment.words);
  const cuts = endsOfSegments(segments);
  const isMarked = trace.words.some(({ word }) => endsSentence(word));
  const ends = sentenceEnds(
    trace,
    words.map(({ key }) => key),
  );
  let from = 0;
  return ends.flatMap(({ least, most }, index) => {
    const isLast = index === ends.length - 1;
    const end = isLast ? words.length : Math.max(from, cuts.find((cut) => cut >= least && cut <= most) ?? least);
    const text = textOf(words.slice(from, end));
    from = end;
    if (text === "") return [];
    const said = trace.sentences[index] ?? "";
    const mark = isMarked && !endsSentence(text) ? (/[.?!…。？！]+$/u.exec(said)?.[0] ?? "") : "";
    const unclaused = mark === "" ? text : text.replace(/[,;:]$/u, "");
    return [{ index, end, text: toSegmentText(unclaused + mark, trace.lang, { opens: true, closes: true }) }];
  });
}

/** The smallest groups of segments and of sentences of the reference that hold the same words. */
export type CommonStretch = { readonly segments: readonly string[]; readonly reference: readonly ReferenceSegment[] };

export function commonStretches(
  segments: readonly ReplayedSegment[],
  reference: readonly ReferenceSegment[],
): CommonStretch[] {
  const ends = endsOfSegments(segments);
  const common = reference.filter(({ end }) => ends.includes(end)).map(({ end }) => end);
  return [...new Set(common)].map((end, index) => {
    const from = index === 0 ? 0 : (common[index - 1] ?? 0);
    const isWithin = (place: number | undefined) => place !== undefined && place > from && place <= end;
    return {
      segments: segments.filter((_, at) => isWithin(ends[at])).map(({ text }) => text),
      reference: reference.filter((one) => isWithin(one.end)),
    };
  });
}

/**
 * The end time of each word of a transcript, by the longest common subsequence with the spoken words; null: not among
 * them.
 */
export function spokenEnds(trace: Trace, keys: readonly string[]): (number | null)[] {
  const said = trace.words.map(({ word, endMs }) => ({ key: keyOf(word), endMs }));
  const width = keys.length + 1;
  const lengths = new Uint16Array((said.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let i = said.length - 1; i >= 0; i -= 1)
    for (let j = keys.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = said[i]?.key === keys[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const ends: (number | null)[] = keys.map(() => null);
  for (let i = 0, j = 0; i < said.length && j < keys.length; ) {
    if (said[i]?.key === keys[j]) ends[j++] = said[i++]?.endMs ?? null;
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return ends;
}
