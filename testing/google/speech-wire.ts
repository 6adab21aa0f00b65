import type { HeardWord } from "./speech-ear";

/** A client's message as the protos decode it, of v1 or v2. */
export type Request = {
  /** In v2 only. */
  readonly recognizer?: string;
  readonly streamingConfig?: { readonly config: RequestConfig; readonly interimResults?: boolean };
  /** The sound in v2. */
  readonly audio?: Buffer;
  /** The sound in v1. */
  readonly audioContent?: Buffer;
};

type RequestConfig = {
  readonly model: string;
  /** In v2 only, as are `adaptation` and `features`. */
  readonly languageCodes?: readonly string[];
  readonly adaptation?: {
    readonly phraseSets: readonly { readonly inlinePhraseSet: { readonly phrases: readonly { value: string }[] } }[];
  };
  readonly features?: { readonly enableWordTimeOffsets: boolean };
  /** In v1 only, as are the fields below. */
  readonly languageCode?: string;
  readonly alternativeLanguageCodes?: readonly string[];
  readonly speechContexts?: readonly { readonly phrases: readonly string[] }[];
  readonly enableWordTimeOffsets?: boolean;
};

export type Version = "v1" | "v2";

export type Result = {
  readonly words: readonly HeardWord[];
  /** A wrong text in place of the words of an interim result. */
  readonly transcript?: string;
  readonly isFinal: boolean;
  readonly stability: number;
  /** The end of the words, in samples since the beginning of the stream. */
  readonly end: number;
  readonly language: string;
  readonly hasTimes: boolean;
};

export function languagesOf({ streamingConfig }: Request): string[] {
  const config = streamingConfig?.config;
  const v1 = [config?.languageCode ?? "", ...(config?.alternativeLanguageCodes ?? [])];
  return [...(config?.languageCodes?.length ? config.languageCodes : v1)].filter(Boolean);
}

export function hintsOf({ streamingConfig }: Request): string[] {
  const config = streamingConfig?.config;
  const v2 = config?.adaptation?.phraseSets.flatMap(({ inlinePhraseSet }) => inlinePhraseSet.phrases) ?? [];
  return [...v2.map(({ value }) => value), ...(config?.speechContexts ?? []).flatMap(({ phrases }) => phrases)];
}

/** A message in the form of that version's protos. */
export function toResponse(version: Version, results: readonly Result[], billedSeconds?: number): object {
  const billed = billedSeconds === undefined ? null : { seconds: billedSeconds, nanos: 0 };
  return {
    results: results.map((result) => toResult(version, result)),
    ...(billed && (version === "v1" ? { totalBilledTime: billed } : { metadata: { totalBilledDuration: billed } })),
  };
}

function toResult(version: Version, result: Result): object {
  const [start, end, resultEnd] =
    version === "v1"
      ? (["startTime", "endTime", "resultEndTime"] as const)
      : (["startOffset", "endOffset", "resultEndOffset"] as const);
  const words = result.words.map(({ word, from, to }) => ({
    word,
    confidence: result.hasTimes ? 0.9 : 0,
    ...(result.hasTimes && { [start]: duration(from), [end]: duration(to) }),
  }));
  const transcript = result.transcript ?? result.words.map(({ word }) => word).join(" ");
  return {
    alternatives: [{ transcript, confidence: result.isFinal ? 0.9 : 0, words: result.isFinal ? words : [] }],
    isFinal: result.isFinal,
    stability: result.stability,
    languageCode: result.language.toLowerCase(),
    [resultEnd]: duration(result.end),
  };
}

function duration(samples: number) {
  return { seconds: Math.floor(samples / 16_000), nanos: Math.round((samples % 16_000) * 62_500) };
}
