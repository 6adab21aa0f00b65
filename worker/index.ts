import { EnvError, readWorkerEnv } from "#platform/env";
import { closeOnSignal } from "#platform/lifecycle";
import { createLog } from "#platform/log";
import { endWithParent } from "#platform/parent-watch";
import { openSpeechToText, openTranslator } from "./engines";
import { createWorker } from "./worker";

try {
  const env = readWorkerEnv();
  const log = createLog("worker", env.LOG_LEVEL);
  const [stt, translator] = await Promise.all([openSpeechToText(env, log), openTranslator(env, log)]);
  const worker = await createWorker({ env, log, stt, translator });
  endWithParent(closeOnSignal(log, () => worker.close()));
} catch (error) {
  if (!(error instanceof EnvError)) throw error;
  // The message is for the administrator: a stack trace would not help.
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
