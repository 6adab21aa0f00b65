import { type ServerDuplexStream, status } from "@grpc/grpc-js";
import { msToSamples, samplesToMs } from "#protocol/sound";
import type { Phase, SpeechStandIn } from "./speech";
import type { Ear, HeardWord } from "./speech-ear";
import { languagesOf, type Request, type Result, toResponse, type Version } from "./speech-wire";

const LONGEST_MS = 305_000;
const LARGEST_BYTES = 15_360;
const AUDIO_TIMEOUT_MS = 10_000;
/** The stand-in's limit for Google's "close to real time". */
const FASTEST = 4;
const HEAD_START_MS = 10_000;
/** Silence of this length leads to a final. */
const PAUSE = msToSamples(400);
/** The number of last words of an interim result that may still change. */
const UNSTABLE = 2;
/** A stream breaks in mid-speech after this many words. */
const BREAKS_AFTER = 2;

type Refusal = readonly [code: number, details: string];
const MALORDERED: Refusal = [status.INVALID_ARGUMENT, "Malordered Data Received. Send exactly one config, then audio."];

/** One stream, from its first message to its last. */
export class SpeechStandInCall {
  readonly #ear: Ear;
  readonly #openedAt: number;
  #config: Request | null = null;
  #words: HeardWord[] = [];
  #wordsHeard = 0;
  #samples = 0;
  #isOver = false;
  #isClosing = false;
  #dueAt = 0;
  #cancelTimeout = () => {};

  constructor(
    private readonly home: SpeechStandIn,
    private readonly call: ServerDuplexStream<Request, object>,
    private readonly version: Version,
  ) {
    this.#ear = home.ear();
    this.#openedAt = home.clock.now();
    home.open += 1;
    home.mostOpen = Math.max(home.mostOpen, home.open);
    call.on("data", (message: Request) => this.#take(message));
    call.on("end", () => this.#close());
    call.on("cancelled", () => this.#leave());
  }

  #take(message: Request): void {
    if (this.#isOver) return;
    if (message.streamingConfig) this.#configure(message);
    else this.#listen((this.version === "v2" ? message.audio : message.audioContent) ?? Buffer.alloc(0));
  }

  #configure(message: Request): void {
    const isSecond = this.#config !== null;
    this.#config = message;
    this.home.configs.push(message);
    const wrong = isSecond ? MALORDERED : this.version === "v2" ? this.#wrongRecognizer(message) : null;
    if (wrong) this.#refuse(...wrong);
    else if (!this.#isFaulty("opening")) this.#waitForAudio();
  }

  #listen(sound: Buffer): void {
    this.#samples += sound.length / 2;
    this.home.samples += sound.length / 2;
    const wrong = this.#wrongSound(sound);
    if (wrong) {
      this.#refuse(...wrong);
      return;
    }
    this.#waitForAudio();
    this.#hear(this.#ear.hear(new Int16Array(Uint8Array.from(sound).buffer)));
  }

  #wrongSound(sound: Buffer): Refusal | null {
    if (!this.#config || sound.length === 0) return MALORDERED;
    if (sound.length > LARGEST_BYTES) return [status.INVALID_ARGUMENT, "Audio chunk size exceeds 15 KB."];
    const livedMs = this.home.clock.now() - this.#openedAt;
    const soundMs = samplesToMs(this.#samples);
    if (Math.max(livedMs, soundMs) > LONGEST_MS) return [status.OUT_OF_RANGE, "Exceeded 305 seconds."];
    const isTooFast = soundMs > FASTEST * livedMs + HEAD_START_MS;
    return isTooFast ? [status.OUT_OF_RANGE, "Audio should be sent close to real time."] : null;
  }

  #wrongRecognizer({ recognizer = "", streamingConfig }: Request): Refusal | null {
    const [, project = "", location = ""] =
      /^projects\/([^/]+)\/locations\/([^/]+)\/recognizers\/_$/.exec(recognizer) ?? [];
    const model = streamingConfig?.config.model ?? "";
    if (project !== this.home.project) {
      return [status.PERMISSION_DENIED, `Permission denied on resource project ${project}.`];
    }
    if (!this.home.locations.includes(location)) {
      return [status.INVALID_ARGUMENT, `Expected resource location to be global, but found ${location}.`];
    }
    if (model.startsWith("chirp") && location === "global") {
      return [status.INVALID_ARGUMENT, `The model "${model}" does not exist in the location named "${location}".`];
    }
    return null;
  }

  #hear(words: readonly HeardWord[]): void {
    const { finalEvery } = this.home.manner;
    this.#wordsHeard += words.length;
    this.#words.push(...words);
    if (this.#isFaulty("speech")) return;
    const last = this.#words.at(-1);
    if (!last) return;
    const isPause = this.#samples - last.to >= PAUSE;
    if (finalEvery > 0 && (isPause || this.#words.length >= finalEvery)) {
      const count = isPause ? this.#words.length : finalEvery;
      const said = this.#words.splice(0, count);
      // One response: finals, and the hypothesis of the rest.
      this.#say([this.#final(said), ...this.#interims()], this.home.manner.finalDelayMs);
    } else if (words.length > 0) this.#say(this.#interims(), 0);
  }

  #close(): void {
    this.home.closed += 1;
    if (this.#isOver || this.#isFaulty("closing")) return;
    if (this.#samples === 0) {
      this.#refuse(...MALORDERED);
      return;
    }
    this.#isClosing = true;
    this.#cancelTimeout();
    this.#words.push(...this.#ear.finish());
    if (this.#words.length > 0) this.#say([this.#final(this.#words.splice(0))], this.home.manner.finalDelayMs);
    this.#later(0, () => {
      const seconds = Math.ceil(this.#samples / 16_000);
      this.home.billedSeconds += seconds;
      this.call.write(toResponse(this.version, [], seconds));
      this.home.answers += 1;
      this.#leave();
      this.call.end();
    });
  }

  #final(words: readonly HeardWord[]): Result {
    return { ...this.#result(words), isFinal: true, stability: 0 };
  }

  /** The stable part, then the unstable part. */
  #interims(): Result[] {
    const words = this.#words;
    if (words.length === 0) return [];
    const [stable, rest] = [words.slice(0, -UNSTABLE), words.slice(-UNSTABLE)];
    const texts = rest.map(({ word }, at) => (this.home.manner.rewrites && at === rest.length - 1 ? "um" : word));
    const unstable = { ...this.#result(rest), transcript: `${stable.length > 0 ? " " : ""}${texts.join(" ")}` };
    return stable.length > 0 ? [{ ...this.#result(stable), stability: 0.9 }, unstable] : [unstable];
  }

  #result(words: readonly HeardWord[]): Result {
    const { hasTimes, languageOf } = this.home.manner;
    const config = this.#config?.streamingConfig?.config;
    const wantsTimes = config?.features?.enableWordTimeOffsets ?? config?.enableWordTimeOffsets ?? false;
    return {
      words,
      isFinal: false,
      stability: 0.1,
      end: words.at(-1)?.to ?? 0,
      language: languageOf(words[0]?.word ?? "") ?? languagesOf(this.#config ?? {})[0] ?? "",
      hasTimes: hasTimes && wantsTimes,
    };
  }

  #say(results: readonly Result[], delayMs: number): void {
    const early = this.#openedAt + this.home.manner.firstResponseMs - this.home.clock.now();
    this.#later(Math.max(delayMs, early), () => {
      this.home.answers += 1;
      this.call.write(toResponse(this.version, results));
    });
  }

  /** Sends responses in order, also if an earlier one is delayed. */
  #later(ms: number, act: () => void): void {
    const now = this.home.clock.now();
    this.#dueAt = Math.max(this.#dueAt, now + ms);
    const once = () => {
      if (!this.#isOver) act();
    };
    if (this.#dueAt <= now) once();
    else this.home.clock.after(this.#dueAt - now, once);
  }

  #waitForAudio(): void {
    this.#cancelTimeout();
    this.#cancelTimeout = this.home.clock.after(AUDIO_TIMEOUT_MS, () => {
      if (!this.#isClosing)
        this.#refuse(status.OUT_OF_RANGE, "Audio Timeout Error: Long duration elapsed without audio.");
    });
  }

  #isFaulty(at: Phase): boolean {
    const lang = languagesOf(this.#config ?? {})[0];
    const fault = this.home.faults.find(
      (one) =>
        one.at === at &&
        one.times > 0 &&
        (one.lang === undefined || one.lang === lang) &&
        (at !== "speech" || this.#wordsHeard >= (one.afterWords ?? BREAKS_AFTER)),
    );
    if (!fault) return false;
    fault.times -= 1;
    this.#fail(fault.code, `The test ordered a failure at ${at}.`);
    return true;
  }

  #refuse(code: number, details: string): void {
    this.home.refusals.push(details);
    this.#fail(code, details);
  }

  #fail(code: number, details: string): void {
    if (this.#isOver) return;
    this.home.answers += 1;
    this.#leave();
    this.call.emit("error", { code, details });
  }

  #leave(): void {
    if (!this.#isOver) this.home.open -= 1;
    this.#isOver = true;
    this.#cancelTimeout();
  }
}
