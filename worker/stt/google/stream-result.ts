import type { Word } from "#protocol/transcript";

/** One result; times are ms since the stream's first sample. */
export type StreamResult = {
  readonly text: string;
  readonly isFinal: boolean;
  /** Google calls it unlikely to change. */
  readonly isStable: boolean;
  readonly endMs: number;
  /** Empty where the model writes no times, and in what is not final. */
  readonly words: readonly Word[];
  /** As Google writes it, `en-us` for instance; empty where it does not say. */
  readonly language: string;
};

type Offset = { seconds?: number | string | { toString(): string } | null; nanos?: number | null } | null | undefined;
type RawWord = {
  word?: string | null;
  /** v2. */
  startOffset?: Offset;
  endOffset?: Offset;
  /** v1. */
  startTime?: Offset;
  endTime?: Offset;
  confidence?: number | null;
};
type RawResult = {
  alternatives?: { transcript?: string | null; confidence?: number | null; words?: RawWord[] | null }[] | null;
  isFinal?: boolean | null;
  stability?: number | null;
  languageCode?: string | null;
  resultEndOffset?: Offset;
  resultEndTime?: Offset;
};

/** What v1 and v2 answer, as the client library gives it. */
export type RawResponse = {
  results?: RawResult[] | null;
  metadata?: { totalBilledDuration?: Offset } | null;
  totalBilledTime?: Offset;
};

/** As in the documents of Google's streaming: what is below may still be rewritten. */
const STABLE = 0.8;

export function resultsOf(response: RawResponse): StreamResult[] {
  return (response.results ?? []).map(toStreamResult);
}

/** What the stream is billed so far, ms; null where the response does not say. */
export function billedMs({ metadata, totalBilledTime }: RawResponse): number | null {
  const billed = metadata?.totalBilledDuration ?? totalBilledTime;
  return billed ? toMs(billed) : null;
}

function toStreamResult(result: RawResult): StreamResult {
  const best = result.alternatives?.[0];
  return {
    text: best?.transcript ?? "",
    isFinal: result.isFinal === true,
    isStable: (result.stability ?? 0) >= STABLE,
    endMs: toMs(result.resultEndOffset ?? result.resultEndTime),
    words: (best?.words ?? []).filter(hasTime).map((word) => ({
      word: word.word ?? "",
      startMs: toMs(word.startOffset ?? word.startTime),
      endMs: toMs(word.endOffset ?? word.endTime),
      // 0 where the model gives none for words.
      confidence: Math.min(1, word.confidence || best?.confidence || 0),
    })),
    language: result.languageCode ?? "",
  };
}

function hasTime(word: RawWord): boolean {
  return (word.endOffset ?? word.endTime ?? null) !== null;
}

/** Seconds come as a string: they are 64 bits wide. */
function toMs(offset: Offset): number {
  return Number(offset?.seconds ?? 0) * 1_000 + (offset?.nanos ?? 0) / 1e6;
}
