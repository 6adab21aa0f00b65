import { msToSamples } from "#protocol/sound";
import { EventQueue } from "../event-queue";
import type { RecogniserEvent } from "../port";
import { finalWithoutRepeats, hypothesisWithoutRepeats, type StreamPlace, type Tail } from "./seam";
import type { StreamFeed } from "./stream-feed";
import type { StreamResult } from "./stream-result";

/** Writes the events of a recogniser: turns results of its streams into events on the session's clock. */
export class EventWriter {
  readonly events = new EventQueue<RecogniserEvent>();
  /** Samples since `startSample`: the sound before has its final, or holds no speech. */
  done = 0;
  #told = 0;
  #tail: Tail = { text: "", words: [] };

  /** @param languages the likeliest first */
  constructor(
    private readonly startSample: number,
    private readonly languages: readonly string[],
  ) {}

  /** Whether the last final had word times. */
  get hasTimes(): boolean {
    return this.#tail.words.length > 0;
  }

  /** Records that all speech before `upTo` has its final. Emits `quiet` when this advances by at least `step` samples. */
  quiet(upTo: number, step: number): void {
    this.done = Math.max(this.done, upTo);
    if (this.done - this.#told < step) return;
    this.#told = this.done;
    this.events.push({ type: "quiet", upToSample: this.startSample + this.done });
  }

  final(stream: StreamFeed, result: StreamResult): void {
    const place = this.#place(stream, result.language);
    const { text, words, startSample, endSample } = finalWithoutRepeats(result, place, this.#tail);
    this.done = endSample - this.startSample;
    if (text === "") return;
    stream.isAtSeam = false;
    this.#told = this.done;
    this.#tail = { text, words };
    this.events.push({
      type: "final",
      text,
      ...(this.languages.length > 1 && { lang: place.lang }),
      startSample,
      endSample,
      words: words.length > 0 ? words : null,
    });
  }

  /** @param results results that are not final, in order, the stable ones first */
  hypothesis(stream: StreamFeed, results: readonly StreamResult[]): void {
    if (results.length === 0) return;
    const text = textOf(results);
    const fresh = hypothesisWithoutRepeats(text.trimStart(), this.#place(stream, ""), this.#tail);
    const unstable = results.findIndex(({ isStable }) => !isStable);
    const stable = unstable === -1 ? text : textOf(results.slice(0, unstable));
    const resultsTo = stream.from + msToSamples(Math.max(...results.map(({ endMs }) => endMs)));
    this.events.push({
      type: "hypothesis",
      text: fresh,
      startSample: this.startSample + Math.max(stream.from, this.done),
      covered: this.startSample + Math.min(stream.sent, Math.max(resultsTo, this.done)),
      stable: Math.max(0, stable.length - (text.length - fresh.length)),
    });
  }

  #place(stream: StreamFeed, language: string): StreamPlace {
    const wanted = language.toLowerCase();
    return {
      from: this.startSample + stream.from,
      sent: this.startSample + stream.sent,
      done: this.startSample + this.done,
      isAtSeam: stream.isAtSeam,
      isCut: stream.isCut,
      lang: this.languages.find((tag) => tag.toLowerCase() === wanted) ?? this.languages[0] ?? "",
    };
  }
}

function textOf(results: readonly StreamResult[]): string {
  return results.map(({ text }) => text).join("");
}
