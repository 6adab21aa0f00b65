import { SAMPLE_RATE, samplesToMs } from "#protocol/sound";
import { EngineError } from "../../engine-error";
import { EventQueue } from "../event-queue";
import type { Recogniser, RecogniserEvent } from "../port";
import type { BelievedWord, DecoderEvent } from "./decoder-messages";
import type { PocketSphinxProcess } from "./process";

/** With a larger backlog (5 minutes, 9.6 MB) the recogniser fails, because the machine is too slow. */
const MAX_BACKLOG_BYTES = 300 * SAMPLE_RATE * 2;

/** A recogniser on top of a process that is ready. `release` is called once, before `events` ends. */
export function recogniserOver(process: PocketSphinxProcess, startSample: number, release: () => void): Recogniser {
  const queue = new EventQueue<RecogniserEvent>();
  let isOpen = true;
  let isReleased = false;

  function releaseOnce(): void {
    if (!isReleased) release();
    isReleased = true;
  }

  process.onEvent = (event) => queue.push(onSessionClock(event, startSample));
  void process.closed.then((failure) => {
    isOpen = false;
    releaseOnce();
    queue.finish(failure);
  });

  function abort(): void {
    isOpen = false;
    process.kill();
    releaseOnce();
    queue.discard();
  }

  async function* read(): AsyncGenerator<RecogniserEvent> {
    try {
      yield* queue;
    } finally {
      // A reader that stops iterating no longer needs the process.
      abort();
    }
  }

  return {
    write(sound) {
      if (!isOpen) return;
      process.write(sound);
      if (process.backlogBytes <= MAX_BACKLOG_BYTES) return;
      queue.finish(new EngineError("throttled", true, "PocketSphinx is minutes behind: this machine is too slow"));
      isOpen = false;
      process.kill();
    },
    end() {
      isOpen = false;
      process.end();
    },
    abort,
    events: read(),
  };
}

/** Converts a message of the process to the session's clock. */
export function onSessionClock(event: DecoderEvent, startSample: number): RecogniserEvent {
  switch (event.type) {
    case "quiet":
      return { type: "quiet", upToSample: startSample + event.upTo, isOtherLanguage: event.isOtherLanguage };
    case "hypothesis":
      return {
        type: "hypothesis",
        text: textOf(event.words),
        startSample: startSample + event.start,
        covered: startSample + event.covered,
        words: event.words.map((word) => ({ ...onClock(word, startSample), confidence: null })),
      };
    case "final":
      return {
        type: "final",
        text: textOf(event.words),
        startSample: startSample + (event.words[0]?.start ?? 0),
        endSample: startSample + event.end,
        words: event.words.map((word) => ({ ...onClock(word, startSample), confidence: word.confidence })),
      };
  }
}

function textOf(words: readonly BelievedWord[]): string {
  return words.map(({ word }) => word).join(" ");
}

function onClock({ word, start, end }: BelievedWord, startSample: number) {
  return { word, startMs: samplesToMs(startSample + start), endMs: samplesToMs(startSample + end) };
}
