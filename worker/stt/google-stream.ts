import { v1, v2 } from "@google-cloud/speech";
import { credentials } from "@grpc/grpc-js";
import { EngineError } from "#worker/engine-error";

export type GoogleSpeechService = {
  /** Empty only with an emulator. */
  readonly project: string;
  readonly location: string;
  readonly model: string;
  readonly api: "v1" | "v2";
  /** `host:port` of a stand-in: no encryption, no credentials. */
  readonly emulator?: string | undefined;
};

type Offset = { seconds?: number | string | { toString(): string } | null; nanos?: number | null } | null | undefined;
type RawWord = {
  word?: string | null;
  startOffset?: Offset;
  endOffset?: Offset;
  startTime?: Offset;
  endTime?: Offset;
  confidence?: number | null;
};
type RawResult = {
  alternatives?: { transcript?: string | null; confidence?: number | null; words?: RawWord[] | null }[] | null;
  isFinal?: boolean | null;
  resultEndOffset?: Offset;
  resultEndTime?: Offset;
};
type RawResponse = {
  results?: RawResult[] | null;
  metadata?: { totalBilledDuration?: Offset } | null;
  totalBilledTime?: Offset;
};

/** One result; times are ms since the stream's first sample. */
export type Heard = {
  readonly text: string;
  readonly isFinal: boolean;
  readonly endMs: number;
  readonly words: readonly { word: string; startMs: number; endMs: number; confidence: number }[];
};

export type StreamListener = {
  heard(results: readonly Heard[]): void;
  billed(seconds: number): void;
  ended(): void;
  failed(error: EngineError, isTooLong: boolean): void;
};

export type GoogleStream = { write(sound: Uint8Array): void; end(): void; destroy(): void };
export type OpenStream = (language: string, hints: readonly string[], listener: StreamListener) => GoogleStream;

/** One client for the process: the first call of each costs 100 ms. */
export function connectGoogleSpeech(service: GoogleSpeechService): { open: OpenStream; close(): Promise<void> } {
  const client = service.api === "v1" ? new v1.SpeechClient(options(service)) : new v2.SpeechClient(options(service));
  return {
    open(language, hints, listener) {
      // v2's own `streamingRecognize` is v1's helper: it sends no recognizer.
      const call = client._streamingRecognize();
      call.on("data", (response: RawResponse) => {
        const billed = response.metadata?.totalBilledDuration ?? response.totalBilledTime;
        if (response.results?.length) listener.heard(response.results.map(toHeard));
        if (billed) listener.billed(toMs(billed) / 1_000);
      });
      call.on("end", () => listener.ended());
      call.on("error", (error: Error & { code?: number }) =>
        listener.failed(toEngineError(error), error.code === OUT_OF_RANGE),
      );
      call.write(service.api === "v1" ? configV1(service, language, hints) : configV2(service, language, hints));
      return {
        write: (sound) => void call.write(service.api === "v1" ? { audioContent: sound } : { audio: sound }),
        end: () => void call.end(),
        destroy: () => void call.destroy(),
      };
    },
    close: () => client.close(),
  };
}

function options({ emulator, project, location }: GoogleSpeechService) {
  if (emulator) {
    const [host = "", port] = emulator.split(":");
    return {
      apiEndpoint: host,
      port: Number(port),
      sslCreds: credentials.createInsecure(),
      projectId: project || "none",
    };
  }
  return { projectId: project, ...(location === "global" ? {} : { apiEndpoint: `${location}-speech.googleapis.com` }) };
}

function configV2({ project, location, model }: GoogleSpeechService, language: string, hints: readonly string[]) {
  return {
    recognizer: `projects/${project || "none"}/locations/${location}/recognizers/_`,
    streamingConfig: {
      config: {
        explicitDecodingConfig: { encoding: "LINEAR16", sampleRateHertz: 16_000, audioChannelCount: 1 },
        languageCodes: [language],
        model,
        features: { enableAutomaticPunctuation: true, enableWordTimeOffsets: true, enableWordConfidence: true },
        ...(hints.length > 0 && {
          adaptation: { phraseSets: [{ inlinePhraseSet: { phrases: hints.map((value) => ({ value })) } }] },
        }),
      },
      streamingFeatures: { interimResults: true },
    },
  };
}

function configV1({ model }: GoogleSpeechService, languageCode: string, hints: readonly string[]) {
  return {
    streamingConfig: {
      config: {
        encoding: "LINEAR16",
        sampleRateHertz: 16_000,
        languageCode,
        model,
        enableAutomaticPunctuation: true,
        enableWordTimeOffsets: true,
        enableWordConfidence: true,
        ...(hints.length > 0 && { speechContexts: [{ phrases: hints }] }),
      },
      interimResults: true,
    },
  };
}

function toHeard({ alternatives, isFinal, resultEndOffset, resultEndTime }: RawResult): Heard {
  const best = alternatives?.[0];
  return {
    text: best?.transcript ?? "",
    isFinal: isFinal === true,
    endMs: toMs(resultEndOffset ?? resultEndTime),
    words: (best?.words ?? []).map((word) => ({
      word: word.word ?? "",
      startMs: toMs(word.startOffset ?? word.startTime),
      endMs: toMs(word.endOffset ?? word.endTime),
      // 0 where the model gives none for words.
      confidence: Math.min(1, word.confidence || best?.confidence || 0),
    })),
  };
}

/** Seconds come as a string: they are 64 bits wide. */
function toMs(offset: Offset): number {
  return Number(offset?.seconds ?? 0) * 1_000 + (offset?.nanos ?? 0) / 1e6;
}

const OUT_OF_RANGE = 11;
const RESOURCE_EXHAUSTED = 8;
const FATAL: readonly number[] = [3, 5, 7, 16];

function toEngineError(error: Error & { code?: number }): EngineError {
  const code = error.code ?? 0;
  const message = `Google Cloud Speech failed with status ${code}`;
  if (FATAL.includes(code)) return new EngineError("refused", false, message, { cause: error });
  const kind = code === RESOURCE_EXHAUSTED ? "throttled" : "unavailable";
  return new EngineError(kind, true, message, { cause: error });
}
