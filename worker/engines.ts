import { availableParallelism } from "node:os";
import { googleHearing, type WorkerEnv } from "#platform/env";
import type { Log } from "#platform/log";
import { checkKeyFile } from "./google-start";
import { createPocketSphinx } from "./stt/pocketsphinx/pocketsphinx";
import type { SpeechToText } from "./stt/port";
import { createApertium } from "./translation/apertium/apertium";
import type { Translator } from "./translation/port";

// Google's client libraries are imported on demand: they take 45 MB and most of a second.

/** Default capacity of a worker with Google's engine, whose recognisers use little memory and CPU here. */
const GOOGLE_RECOGNISERS = 100;

/**
 * Opens the configured speech engine, after a check that its settings and credentials work.
 * @throws EnvError that names the wrong or missing setting
 */
export async function openSpeechToText(env: WorkerEnv, log: Log): Promise<SpeechToText> {
  if (env.STT_ENGINE !== "google") {
    return createPocketSphinx({ recognisers: env.RECOGNISERS || availableParallelism(), log });
  }
  const service = {
    ...googleHearing(env),
    project: env.GOOGLE_CLOUD_PROJECT ?? "",
    hints: env.GOOGLE_STT_HINTS,
    emulator: env.SPEECH_EMULATOR_HOST,
  };
  if (!service.emulator) checkKeyFile(env.GOOGLE_APPLICATION_CREDENTIALS);
  const { checkGoogleSpeech } = await import("./stt/google/check");
  const { createGoogleSpeech } = await import("./stt/google/google");
  await checkGoogleSpeech(service, log);
  return createGoogleSpeech({ ...service, recognisers: env.RECOGNISERS || GOOGLE_RECOGNISERS, log });
}

/**
 * Opens the configured translation engine, after a check that its settings and credentials work.
 * @throws EnvError that names the wrong or missing setting
 */
export async function openTranslator(env: WorkerEnv, log: Log): Promise<Translator> {
  if (env.TRANSLATION_ENGINE !== "google") return createApertium();
  const options = {
    projectId: env.GOOGLE_CLOUD_PROJECT,
    location: env.GOOGLE_TRANSLATE_LOCATION,
    model: env.GOOGLE_TRANSLATE_MODEL,
    glossary: env.GOOGLE_TRANSLATE_GLOSSARY,
    apiKey: env.GOOGLE_TRANSLATE_API_KEY,
    emulatorHost: env.TRANSLATE_EMULATOR_HOST,
  };
  if (!options.emulatorHost) checkKeyFile(env.GOOGLE_APPLICATION_CREDENTIALS);
  const { checkGoogleTranslation } = await import("./translation/google/check");
  const { createGoogleTranslation } = await import("./translation/google/google");
  await checkGoogleTranslation(options, log);
  return createGoogleTranslation(options);
}
