import type { Log } from "#platform/log";
import { spokenLanguages } from "#protocol/languages";
import { EngineError } from "../../engine-error";
import type { OpenOptions, Recogniser, SpeechToText } from "../port";
import { PocketSphinxProcess } from "./process";
import { recogniserOver } from "./recogniser";

/** The folder of the model in Debian's package pocketsphinx-en-us. */
const MODEL_DIR = "/usr/share/pocketsphinx/model/en-us";

export type PocketSphinxOptions = {
  /** Recognisers at once; each is a process of about 140 MB that needs a quarter of a core. */
  readonly recognisers: number;
  readonly modelDir?: string;
  readonly log?: Log;
};

/**
 * PocketSphinx 0.8+5prealpha as packaged by Debian: English, live hypotheses, word times and
 * confidences. A recogniser is a fresh process, because a decoder adapts to a speaker and recognises the
 * next one badly.
 *
 * One process beyond those in use is kept warm, from the first `open` on and never above
 * `recognisers` in all: an idle worker costs no memory, the first speaker waits half a
 * second once (the sound waits in the pipe), and no later one waits at all.
 *
 * Memory stays bounded on a machine that is too slow: a child reads only what it has time for, and a
 * recogniser that is five minutes behind fails with a retryable "throttled". Its caller sees its progress
 * in `covered`, and should stop feeding long before.
 */
export function createPocketSphinx({ recognisers, modelDir = MODEL_DIR, log }: PocketSphinxOptions): SpeechToText {
  const languages = spokenLanguages("pocketsphinx");
  const open = new Set<Recogniser>();
  const processes = new Set<PocketSphinxProcess>();
  let taken = 0;
  let spare: PocketSphinxProcess | null = null;
  let isClosed = false;

  function start(): PocketSphinxProcess {
    const child = new PocketSphinxProcess(modelDir);
    processes.add(child);
    void child.closed.then(() => processes.delete(child));
    return child;
  }

  function keepWarm(): void {
    if (spare || isClosed || taken >= recognisers) return;
    const child = start();
    spare = child;
    void child.closed.then((failure) => {
      if (spare !== child) return;
      spare = null;
      log?.warn({ err: failure }, "the spare recogniser ended");
    });
  }

  function takeSpare(): PocketSphinxProcess | null {
    const child = spare;
    spare = null;
    return child;
  }

  return {
    name: "pocketsphinx",
    tellsSilence: true,
    languages,
    capacity: recognisers,

    async open({ language, startSample }: OpenOptions) {
      if (isClosed) throw new EngineError("unavailable", true, "PocketSphinx is closed");
      if (!languages.includes(language)) {
        throw new EngineError("unsupported", false, `PocketSphinx recognises ${languages.join(", ")}, not ${language}`);
      }
      if (taken >= recognisers) throw new EngineError("unavailable", true, `All ${recognisers} recognisers are taken`);
      taken += 1;
      const child = takeSpare() ?? start();
      try {
        await child.ready;
      } catch (error) {
        taken -= 1;
        throw error;
      }
      const recogniser = recogniserOver(child, startSample, () => {
        taken -= 1;
        open.delete(recogniser);
        keepWarm();
      });
      open.add(recogniser);
      keepWarm();
      return recogniser;
    },

    async close() {
      isClosed = true;
      spare = null;
      for (const recogniser of open) recogniser.abort();
      for (const child of processes) child.kill();
      await Promise.all([...processes].map((child) => child.closed));
    },
  };
}
