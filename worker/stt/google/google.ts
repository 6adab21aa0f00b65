import type { Log } from "#platform/log";
import { candidateLanguages, spokenLanguages } from "#protocol/languages";
import { EngineError } from "../../engine-error";
import type { SpeechToText } from "../port";
import { type Clock, wallClock } from "./clock";
import { GoogleRecogniser } from "./recogniser";
import { callsOn, connectGoogleSpeech } from "./speech-call";
import type { GoogleSpeechService } from "./speech-config";

export type GoogleSpeechOptions = GoogleSpeechService & {
  readonly recognisers: number;
  readonly clock?: Clock;
  readonly log?: Log;
};

/**
 * How long a recogniser may get no sound in mid-speech, ms: shorter than STARVED_MS (stream-feed.ts), after which the stream
 * is closed and its last word settled.
 */
const KEEPS_PLACE_MS = 3_000;

/** Google Cloud Speech-to-Text, v2 or v1. Recognisers of any length, whose streams are open only during speech. */
export function createGoogleSpeech(options: GoogleSpeechOptions): SpeechToText {
  const { recognisers, clock = wallClock, log } = options;
  const languages = spokenLanguages("google");
  const most = candidateLanguages("google", options);
  const client = connectGoogleSpeech(options);
  const open = new Set<GoogleRecogniser>();
  return {
    name: "google",
    languages,
    capacity: recognisers,
    maxStallMs: KEEPS_PLACE_MS,
    takesHints: true,
    async open({ language, alternatives = [], startSample, hints = [], billed }) {
      const unknown = [language, ...alternatives].find((tag) => !languages.includes(tag));
      if (unknown) throw new EngineError("unsupported", false, `Google does not recognise ${unknown}`);
      if (open.size >= recognisers)
        throw new EngineError("unavailable", true, `All ${recognisers} recognisers are taken`);
      const recogniser: GoogleRecogniser = new GoogleRecogniser({
        open: callsOn(client, { ...options, hints: [...options.hints, ...hints] }),
        languages: [language, ...alternatives].slice(0, most),
        startSample,
        clock,
        billed(seconds) {
          log?.debug({ billedSeconds: seconds }, "speech billed");
          billed?.(seconds);
        },
        release: () => open.delete(recogniser),
      });
      open.add(recogniser);
      return recogniser;
    },
    async close() {
      for (const recogniser of open) recogniser.abort();
      await client.close();
    },
  };
}
