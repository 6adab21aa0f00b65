import { readWorkerEnv } from "#platform/env";
import { closeOnSignal } from "#platform/lifecycle";
import { createLog } from "#platform/log";
import { openSpeechToText, openTranslator } from "#worker/engines";
import { createWorker } from "#worker/worker";
import { ready } from "../processes/parent";
import { ScriptedSpeechToText } from "../scripted/speech-to-text";
import { ScriptedTranslator } from "../scripted/translator";

/** Long enough for a busy machine; no test measures it. */
const CLOSED_WITHIN_MS = 30_000;

/** worker/index.ts with scripted engines, Google's client or PocketSphinx; everything else is the product's. */
const env = readWorkerEnv();
const log = createLog("worker", env.LOG_LEVEL);
const directory = process.env.SCRIPTED_DIRECTORY ?? "";
const languages = process.env.SCRIPTED_LANGUAGES?.split(",");
const finalEvery = Number(process.env.SCRIPTED_FINAL_EVERY ?? 5);
const sentenceWords = Number(process.env.SCRIPTED_SENTENCE_WORDS ?? 5);
const scripted = () =>
  new ScriptedSpeechToText({ directory, capacity: env.RECOGNISERS, finalEvery, sentenceWords, languages });
const isReal = env.STT_ENGINE === "google" || process.env.STT_ENGINE === "pocketsphinx";
const stt = isReal && !languages ? await openSpeechToText(env, log) : scripted();
const translator = env.TRANSLATE_EMULATOR_HOST ? await openTranslator(env, log) : new ScriptedTranslator({ directory });

const worker = await createWorker({ env, stt, translator, log });
closeOnSignal(log, () => worker.close(), CLOSED_WITHIN_MS);
ready();
