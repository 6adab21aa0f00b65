import { availableParallelism } from "node:os";
import { EnvError, readWorkerEnv } from "#platform/env";
import { closeOnSignal } from "#platform/lifecycle";
import { createLog } from "#platform/log";
import { endWithParent } from "#platform/parent-watch";
import { createGoogleSpeech } from "./stt/google";
import { createPocketSphinx } from "./stt/pocketsphinx";
import type { SpeechToText } from "./stt/port";
import { createApertium } from "./translation/apertium";
import { createGoogleTranslation } from "./translation/google";
import { createWorker } from "./worker";

const env = readWorkerEnv();
const log = createLog("worker", env.LOG_LEVEL);

/** Sessions that one worker holds with Google's recognisers: they cost it little. */
const GOOGLE_RECOGNISERS = 100;

function createSpeechToText(): SpeechToText {
  if (env.STT_ENGINE !== "google")
    return createPocketSphinx({ recognisers: env.RECOGNISERS || availableParallelism() });
  if (!env.GOOGLE_CLOUD_PROJECT && !env.SPEECH_EMULATOR_HOST) {
    throw new EnvError("STT_ENGINE=google needs GOOGLE_CLOUD_PROJECT: the id of your Google Cloud project.");
  }
  return createGoogleSpeech({
    project: env.GOOGLE_CLOUD_PROJECT ?? "",
    location: env.GOOGLE_STT_LOCATION,
    model: env.GOOGLE_STT_MODEL,
    api: env.GOOGLE_STT_API,
    emulator: env.SPEECH_EMULATOR_HOST,
    recognisers: env.RECOGNISERS || GOOGLE_RECOGNISERS,
    log,
  });
}

const worker = await createWorker({
  env,
  log,
  stt: createSpeechToText(),
  translator:
    env.TRANSLATION_ENGINE === "google"
      ? createGoogleTranslation({
          projectId: env.GOOGLE_CLOUD_PROJECT,
          location: env.GOOGLE_TRANSLATE_LOCATION,
          model: env.GOOGLE_TRANSLATE_MODEL,
          glossary: env.GOOGLE_TRANSLATE_GLOSSARY,
          apiKey: env.GOOGLE_TRANSLATE_API_KEY,
          emulatorHost: env.TRANSLATE_EMULATOR_HOST,
        })
      : createApertium(),
});

endWithParent(closeOnSignal(log, () => worker.close()));
