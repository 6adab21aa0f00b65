import { EnvError } from "#platform/env";
import type { Log } from "#platform/log";
import { tryAtStart } from "../../google-start";
import { connectGoogleSpeech, rawCall } from "./speech-call";
import { type GoogleSpeechService, soundMessage, streamConfig } from "./speech-config";

/** Locations of each model for streaming, as Google documents them. Other models are left to Google's own check. */
const LOCATIONS: Readonly<Record<string, readonly string[]>> = {
  chirp: [],
  chirp_2: ["us-central1", "europe-west4", "asia-southeast1"],
  chirp_3: [
    ..."us eu asia-northeast1 asia-southeast1 asia-south1".split(" "),
    ..."europe-west2 europe-west3 northamerica-northeast1".split(" "),
  ],
};
const HINTS: Readonly<Record<number, string>> = {
  3: "Check GOOGLE_STT_MODEL and GOOGLE_STT_LOCATION.",
  5: "Check GOOGLE_CLOUD_PROJECT, GOOGLE_STT_LOCATION and GOOGLE_STT_MODEL.",
  7: "Check GOOGLE_CLOUD_PROJECT, enable speech.googleapis.com in it, and give the credentials the role Cloud Speech Client.",
  9: "Check that the project has billing.",
  16: "Make new credentials: they are not valid.",
};
/** A tenth of a second of silence. */
const SILENCE = new Uint8Array(3_200);
const ANSWER_MS = 10_000;

/** A sentence on settings that cannot work together; null when no such error is known. */
export function wrongSpeechSetting({ project, location, model, api, emulator }: GoogleSpeechService): string | null {
  if (!project && !emulator)
    return "STT_ENGINE=google needs GOOGLE_CLOUD_PROJECT: the id of your Google Cloud project.";
  if (api === "v1" && model.startsWith("chirp")) return `The model ${model} needs v2: unset GOOGLE_STT_API.`;
  if (api === "v1" && location !== "global")
    return "v1 has no locations: unset GOOGLE_STT_LOCATION, or GOOGLE_STT_API.";
  const locations = LOCATIONS[model];
  if (!locations || locations.includes(location)) return null;
  if (locations.length === 0)
    return `The model ${model} does not support streaming: set GOOGLE_STT_MODEL to another model, such as chirp_3.`;
  return `The model ${model} is not in ${location}: set GOOGLE_STT_LOCATION to ${locations.join(", ")}.`;
}

/**
 * Opens a stream like a session's and sends a tenth of a second of silence, which checks settings, credentials, project,
 * location and model.
 * @throws EnvError with one sentence that names the cause
 */
export async function checkGoogleSpeech(service: GoogleSpeechService, log: Log): Promise<void> {
  const wrong = wrongSpeechSetting(service);
  if (wrong) throw new EnvError(wrong);
  const client = connectGoogleSpeech(service);
  const call = async () => {
    // Without credentials the first call would cause an unhandled rejection.
    if (!service.emulator) await client.auth.getClient();
    await client.initialize();
    const stream = rawCall(client, service);
    await new Promise((resolve, reject) => {
      const late = setTimeout(
        () => stream.destroy(Object.assign(new Error("no answer in time"), { code: 4 })),
        ANSWER_MS,
      );
      stream.on("close", () => clearTimeout(late));
      stream.on("error", reject);
      stream.on("end", resolve);
      stream.on("data", () => {});
      stream.write(streamConfig(service, ["en-US"]));
      stream.write(soundMessage(service, SILENCE));
      stream.end();
    });
  };
  await tryAtStart("Google Cloud Speech", HINTS, { call, close: () => client.close() }, log);
}
