import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeAll } from "vitest";
import { candidateLanguages } from "#protocol/languages";
import { CHUNK_SAMPLES, samplesToMs } from "#protocol/sound";
import { GoogleRecogniser } from "#worker/stt/google/recogniser";
import { callsOn, connectGoogleSpeech, type OpenCall } from "#worker/stt/google/speech-call";
import type { Recogniser, RecogniserEvent } from "#worker/stt/port";
import { chunkSaying } from "../scripted/sound";
import { SpeechStandIn } from "./speech";
import { SteppedClock } from "./stepped-clock";

const CHUNK_MS = samplesToMs(CHUNK_SAMPLES);

type TalkOptions = {
  readonly startSample?: number;
  readonly hints?: readonly string[];
  readonly languages?: readonly [string, ...string[]];
  readonly api?: "v1" | "v2";
  readonly model?: string;
};

/** Turns of the event loop after which missing sound counts as lost with a broken stream. */
const MOST_TURNS = 5_000;

/** A speaker, Google's recogniser and the stand-in on one clock that runs as fast as possible. */
export class Talk {
  readonly clock = new SteppedClock();
  readonly google = new SpeechStandIn(this.clock);
  readonly events: RecogniserEvent[] = [];
  billedSeconds = 0;
  spokenMs = 0;
  failure: unknown = null;
  /** Messages sent and received by the client. The stand-in counts the same on its side. */
  readonly #carried = { streams: 0, samples: 0, closed: 0, answers: 0 };
  #recogniser: Recogniser | null = null;
  #reading: Promise<void> = Promise.resolve();
  #close = async () => {};

  static async begin(options: TalkOptions = {}): Promise<Talk> {
    const talk = new Talk();
    await talk.#open(options);
    return talk;
  }

  async #open({ startSample = 0, hints = [], languages = ["en-US"], api = "v2", model = "latest_long" }: TalkOptions) {
    const service = { project: "demo", location: "global", model, api, hints, emulator: await this.google.listen() };
    const client = connectGoogleSpeech(service);
    this.#close = () => client.close();
    this.#recogniser = new GoogleRecogniser({
      open: this.#counted(callsOn(client, service)),
      languages: languages.slice(0, candidateLanguages("google", service)),
      startSample,
      clock: this.clock,
      billed: (seconds) => {
        this.billedSeconds += seconds;
      },
      release: () => {},
    });
    this.#reading = this.#read(this.#recogniser);
  }

  #counted(open: OpenCall): OpenCall {
    return (languages, listener) => {
      this.#carried.streams += 1;
      const call = open(languages, {
        ...listener,
        answered: (results) => {
          this.#carried.answers += 1;
          listener.answered(results);
        },
        ended: () => {
          this.#carried.answers += 1;
          listener.ended();
        },
        failed: (...broken) => {
          this.#carried.answers += 1;
          // Messages under way are lost with the stream.
          Object.assign(this.#carried, { samples: this.google.samples, closed: this.google.closed });
          listener.failed(...broken);
        },
      });
      return {
        ...call,
        end: () => {
          this.#carried.closed += 1;
          call.end();
        },
        write: (sound) => {
          this.#carried.samples += sound.byteLength / 2;
          call.write(sound);
        },
      };
    };
  }

  /** Advances the clock, and lets the sockets deliver their data. */
  async #pass(ms: number): Promise<void> {
    this.clock.pass(ms);
    await turn();
    for (let turns = 1; turns < MOST_TURNS && !this.#hasArrived(); turns += 1) await turn();
  }

  #hasArrived(): boolean {
    const { google } = this;
    const { streams, samples, closed, answers } = this.#carried;
    const isSent = google.streams === streams && google.samples === samples && google.closed === closed;
    return isSent && google.answers === answers;
  }

  async #read(recogniser: Recogniser): Promise<void> {
    try {
      for await (const event of recogniser.events) this.events.push(event);
    } catch (error) {
      this.failure = error;
    }
  }

  /** Says these numbers, a chunk each; 0 is silence. The clock advances after every `together` chunks. */
  async says(numbers: Iterable<number>, together = 2): Promise<void> {
    let waiting = 0;
    for (const number of numbers) {
      this.#recogniser?.write(chunkSaying(number));
      this.spokenMs += CHUNK_MS;
      waiting += 1;
      if (waiting < together) continue;
      await this.#pass(waiting * CHUNK_MS);
      waiting = 0;
    }
    await this.#pass(waiting * CHUNK_MS);
  }

  /** Silence of any length. */
  async saysSamples(samples: number): Promise<void> {
    this.#recogniser?.write(new Uint8Array(2 * samples));
    await this.#pass(samplesToMs(samples));
  }

  /** Sends no sound for a time. */
  async waits(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= CHUNK_MS) await this.#pass(Math.min(left, CHUNK_MS));
  }

  /** Half-closes and waits for the last words. */
  async ends(): Promise<void> {
    let isOver = false;
    this.#recogniser?.end();
    const over = this.#reading.then(() => {
      isOver = true;
    });
    while (!isOver) await this.#pass(CHUNK_MS);
    await over;
  }

  async close(): Promise<void> {
    this.#recogniser?.abort();
    await this.#close();
    this.google.close();
  }

  get finals() {
    return this.events.filter((event) => event.type === "final");
  }

  get text(): string {
    return this.finals.map(({ text }) => text).join(" ");
  }

  get words() {
    return this.finals.flatMap(({ words }) => words ?? []);
  }
}

/** Talks for the tests of a file; each ends with its test. */
export function talks(): (options?: TalkOptions) => Promise<Talk> {
  const open: Talk[] = [];
  beforeAll(() => {
    // Do not ask this machine for Google's metadata.
    process.env.METADATA_SERVER_DETECTION = "none";
  });
  afterEach(() => Promise.all(open.splice(0).map((talk) => talk.close())));
  return async (options) => {
    const talk = await Talk.begin(options);
    open.push(talk);
    return talk;
  };
}

/** The numbers `from` to `to`. */
export function numbered(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

export function written(numbers: readonly number[]): string {
  const said = numbers.filter((number) => number > 0);
  return said.map((number) => `w${number}`).join(" ");
}

/** Seconds of silence as chunks. */
export function pause(seconds: number): number[] {
  return Array(Math.round((seconds * 1_000) / CHUNK_MS)).fill(0);
}
