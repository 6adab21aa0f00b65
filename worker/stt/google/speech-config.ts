/** The service, model and hints of a recogniser. */
export type GoogleSpeechService = {
  /** Empty only with an emulator. */
  readonly project: string;
  readonly location: string;
  readonly model: string;
  readonly api: "v1" | "v2";
  /** Phrases that are likely to be said. */
  readonly hints: readonly string[];
  /** `host:port` of an emulator, used without encryption and credentials. */
  readonly emulator?: string | undefined;
};

/** Models without word times. They refuse requests that ask for them. */
const TIMELESS: readonly string[] = ["chirp_3"];

/**
 * The first message of a stream.
 * @param languages the likeliest first
 */
export function streamConfig(service: GoogleSpeechService, languages: readonly string[]): object {
  return service.api === "v1" ? configV1(service, languages) : configV2(service, languages);
}

/** A message with sound: 15,360 bytes at most. */
export function soundMessage({ api }: GoogleSpeechService, sound: Uint8Array): object {
  return api === "v1" ? { audioContent: sound } : { audio: sound };
}

export function recognizerName({ project, location }: GoogleSpeechService): string {
  return `projects/${project || "none"}/locations/${location}/recognizers/_`;
}

function configV2(service: GoogleSpeechService, languages: readonly string[]) {
  const { model, hints } = service;
  const hasTimes = !TIMELESS.includes(model);
  return {
    recognizer: recognizerName(service),
    streamingConfig: {
      config: {
        explicitDecodingConfig: { encoding: "LINEAR16", sampleRateHertz: 16_000, audioChannelCount: 1 },
        languageCodes: languages,
        model,
        features: {
          enableAutomaticPunctuation: true,
          enableWordTimeOffsets: hasTimes,
          enableWordConfidence: hasTimes,
        },
        ...(hints.length > 0 && {
          adaptation: { phraseSets: [{ inlinePhraseSet: { phrases: hints.map((value) => ({ value })) } }] },
        }),
      },
      streamingFeatures: { interimResults: true },
    },
  };
}

function configV1({ model, hints }: GoogleSpeechService, [languageCode, ...others]: readonly string[]) {
  return {
    streamingConfig: {
      config: {
        encoding: "LINEAR16",
        sampleRateHertz: 16_000,
        languageCode,
        ...(others.length > 0 && { alternativeLanguageCodes: others }),
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
