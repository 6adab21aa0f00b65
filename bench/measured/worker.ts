import { readWorkerEnv } from "#platform/env";
import { closeOnSignal } from "#platform/lifecycle";
import { createLog } from "#platform/log";
import { ready } from "#testing/processes/parent";
import { createWorker } from "#worker/worker";
import { InstantSpeechToText, InstantTranslator } from "../engines/instant";
import { isStamping, stampingSpeech, stampingTranslation } from "../engines/stamp";

/** worker/index.ts with engines that answer at once. Everything else is the product's own code. */
const env = readWorkerEnv();
const log = createLog("worker", env.LOG_LEVEL);
const stt = new InstantSpeechToText(env.RECOGNISERS);
const translator = new InstantTranslator();
const worker = await createWorker({
  env,
  stt: isStamping() ? stampingSpeech(stt) : stt,
  translator: isStamping() ? stampingTranslation(translator) : translator,
  log,
});
closeOnSignal(log, () => worker.close());
ready();
