import { CHUNK_BYTES, CHUNK_SAMPLES, samplesToMs } from "#protocol/sound";
import type { Word } from "#protocol/transcript";
import type { Recogniser, RecogniserEvent } from "#worker/stt/port";
import type { Faults } from "./faults";
import { numberIn } from "./sound";

type Options = {
  readonly startSample: number;
  /** A final after this many words, or earlier at silence and at the end. */
  readonly finalEvery: number;
  /** Words per sentence: `W1 w2 w3 w4 w5.` for 5; 0 for no punctuation. */
  readonly sentenceWords: number;
  readonly faults: Faults;
  readonly closed: (heardSamples: number) => void;
};

/** Recognises `w<k>` in every chunk of number k, with punctuation. The result depends on the sound only. */
export class ScriptedRecogniser implements Recogniser {
  readonly events: AsyncIterable<RecogniserEvent>;
  readonly #options: Options;
  readonly #aborted = new AbortController();
  #pending = new Uint8Array(0);
  #ended = false;
  #wake = () => {};
  #position: number;
  #words: Word[] = [];
  #wordsFrom = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#position = options.startSample;
    this.events = this.#run();
  }

  write(sound: Uint8Array): void {
    const joined = new Uint8Array(this.#pending.byteLength + sound.byteLength);
    joined.set(this.#pending);
    joined.set(sound, this.#pending.byteLength);
    this.#pending = joined;
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  abort(): void {
    if (this.#aborted.signal.aborted) return;
    this.#aborted.abort();
    this.#options.closed(this.#position - this.#options.startSample);
    this.#wake();
  }

  async *#run(): AsyncGenerator<RecogniserEvent> {
    const { signal } = this.#aborted;
    try {
      for await (const event of this.#said()) {
        if (signal.aborted) return;
        yield event;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.abort();
    }
  }

  async *#said(): AsyncGenerator<RecogniserEvent> {
    const { faults, finalEvery } = this.#options;
    const { signal } = this.#aborted;
    for (let chunk = await this.#next(); chunk; chunk = await this.#next()) {
      const number = numberIn(chunk);
      await faults.meet("hear", { word: number }, signal);
      const from = this.#position;
      this.#position += chunk.byteLength / 2;
      if (number !== 0) this.#hear(number, from);
      if (this.#words.length > 0) yield this.#hypothesis();
      if (this.#words.length >= finalEvery || number === 0) yield* this.#final();
      if (number === 0) yield { type: "quiet", upToSample: this.#position };
    }
    yield* this.#final();
  }

  /** The next whole chunk, at the end also the rest; null at the end. */
  async #next(): Promise<Uint8Array | null> {
    while (this.#pending.byteLength < CHUNK_BYTES && !this.#ended && !this.#aborted.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#aborted.signal.aborted || this.#pending.byteLength === 0) return null;
    const chunk = this.#pending.subarray(0, CHUNK_BYTES);
    this.#pending = this.#pending.slice(chunk.byteLength);
    return chunk;
  }

  #hear(number: number, from: number): void {
    if (this.#words.length === 0) this.#wordsFrom = from;
    const endMs = samplesToMs(from + CHUNK_SAMPLES);
    this.#words.push({ word: this.#written(number), startMs: samplesToMs(from), endMs, confidence: 0.9 });
  }

  #written(number: number): string {
    const place = number % this.#options.sentenceWords;
    return `${place === 1 ? "W" : "w"}${number}${place === 0 ? "." : ""}`;
  }

  #text(): string {
    return this.#words.map(({ word }) => word).join(" ");
  }

  #hypothesis(): RecogniserEvent {
    return { type: "hypothesis", text: this.#text(), startSample: this.#wordsFrom, covered: this.#position };
  }

  async *#final(): AsyncGenerator<RecogniserEvent> {
    if (this.#words.length === 0) return;
    await this.#options.faults.meet("final", {}, this.#aborted.signal);
    const [text, words] = [this.#text(), this.#words];
    const endSample = this.#wordsFrom + words.length * CHUNK_SAMPLES;
    this.#words = [];
    yield { type: "final", text, startSample: this.#wordsFrom, endSample, words };
  }
}
