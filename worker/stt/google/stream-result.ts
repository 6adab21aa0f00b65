import type { Word } from "#protocol/transcript";

/** One result of a stream. Times are ms since the stream's first sample. */
export type StreamResult = {
  readonly text: string;
  readonly isFinal: boolean;
  /** Google reports that it is unlikely to change. */
  readonly isStable: boolean;
  readonly endMs: number;
  /** Empty when the model gives no word times, and in results that are not final. */
  readonly words: readonly Word[];
  /** Google's tag, such as `en-us`; empty when Google reports none. */
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

/** A response of v1 or v2, as the client library delivers it. */
export type RawResponse = {
  results?: RawResult[] | null;
  metadata?: { totalBilledDuration?: Offset } | null;
  totalBilledTime?: Offset;
};

/** From Google's streaming documentation: results below may still change. */
const STABLE = 0.8;

export function resultsOf(response: RawResponse): StreamResult[] {
  return (response.results ?? []).map(toStreamResult);
}

/** ms billed for the stream so far; null when the response does not tell. */
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
      // The model sends 0 when it has no confidences of words.
      confidence: Math.min(1, word.confidence || best?.confidence || 0),
    })),
    language: result.languageCode ?? "",
  };
}

function hasTime(word: RawWord): boolean {
  return (word.endOffset ?? word.endTime ?? null) !== null;
}

/** Seconds are a string, because they are 64 bits wide. */
function toMs(offset: Offset): number {
  return Number(offset?.seconds ?? 0) * 1_000 + (offset?.nanos ?? 0) / 1e6;
}
