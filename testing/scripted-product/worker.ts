import { readWorkerEnv } from "#platform/env";
import { closeOnSignal } from "#platform/lifecycle";
import { createLog } from "#platform/log";
import { createWorker } from "#worker/worker";
import { ready } from "../processes/parent";
import { Reciter } from "./speech-to-text";
import { TalkTranslator } from "./translator";

/** worker/index.ts with engines that know the talk; everything else is the product's. */
const env = readWorkerEnv();
const log = createLog("worker", env.LOG_LEVEL);
const directory = process.env.SCRIPTED_DIRECTORY ?? "";
const stt = new Reciter({ directory, capacity: env.RECOGNISERS });
const worker = await createWorker({ env, stt, translator: new TalkTranslator({ directory }), log });
closeOnSignal(log, () => worker.close());
ready();
