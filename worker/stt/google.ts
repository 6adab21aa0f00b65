import type { Log } from "#platform/log";
import { spokenLanguages } from "#protocol/languages";
import { EngineError } from "#worker/engine-error";
import { type Clock, wallClock } from "./google-clock";
import { GoogleRecogniser } from "./google-recogniser";
import { connectGoogleSpeech, type GoogleSpeechService } from "./google-stream";
import type { SpeechToText } from "./port";

export type GoogleSpeechOptions = GoogleSpeechService & {
  readonly recognisers: number;
  /** Phrases that are likely to be said. */
  readonly hints?: readonly string[];
  readonly clock?: Clock;
  readonly log?: Log;
  /** Seconds that Google bills for a stream. */
  readonly billed?: (seconds: number) => void;
};

/** Google Cloud Speech-to-Text, v2 or v1: streams of any length, open only while somebody speaks. */
export function createGoogleSpeech(options: GoogleSpeechOptions): SpeechToText {
  const { recognisers, hints = [], clock = wallClock, log } = options;
  const languages = spokenLanguages("google");
  const service = connectGoogleSpeech(options);
  const open = new Set<GoogleRecogniser>();
  return {
    name: "google",
    languages,
    capacity: recognisers,
    async open({ language, startSample }) {
      if (!languages.includes(language))
        throw new EngineError("unsupported", false, `Google does not hear ${language}`);
      if (open.size >= recognisers) throw new EngineError("unavailable", true, "All recognisers are taken");
      const recogniser: GoogleRecogniser = new GoogleRecogniser({
        open: service.open,
        language,
        hints,
        startSample,
        clock,
        billed(seconds) {
          log?.info({ billedSeconds: seconds }, "speech billed");
          options.billed?.(seconds);
        },
        release: () => open.delete(recogniser),
      });
      open.add(recogniser);
      return recogniser;
    },
    async close() {
      for (const recogniser of open) recogniser.abort();
      await service.close();
    },
  };
}
