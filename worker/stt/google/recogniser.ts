import { msToSamples, SAMPLE_RATE } from "#protocol/sound";
import { EngineError } from "../../engine-error";
import type { Recogniser, RecogniserEvent } from "../port";
import { SampleBuffer } from "../sample-buffer";
import type { Clock } from "./clock";
import { EventWriter } from "./event-writer";
import { Runs } from "./runs";
import type { OpenCall, SpeechCall } from "./speech-call";
import { StreamFeed } from "./stream-feed";
import type { StreamResult } from "./stream-result";

/** Google ends a stream after 305 s. A stream is replaced at its first final after 240 s, or at 290 s. */
const OLD_MS = 240_000;
const OLDEST_MS = 290_000;
/** Longest sound without a final: the mailbox keeps two minutes, a page one minute. */
const LONGEST_UNDONE = msToSamples(30_000);
/** Sound to send before and after the detected voice, so that no syllable is cut. */
const LEAD_IN = msToSamples(400);
const LEAD_OUT = msToSamples(1_000);
/** Sound that a new stream gets again: before the last word with a time, and at a cut. */
const OVERLAP = msToSamples(300);
const CUT_OVERLAP = msToSamples(2_000);
const PUMP_MS = 100;
const HANDOVER_MS = 1_000;
const QUIET_STEP = SAMPLE_RATE;
/** Streams open at once: all but the last are only waiting for their last results. */
const MOST_STREAMS = 3;
/** Streams in a row that may end by themselves without a result. */
const MOST_IN_VAIN = 3;

type Options = {
  readonly open: OpenCall;
  /** The likeliest first. */
  readonly languages: readonly string[];
  readonly startSample: number;
  readonly clock: Clock;
  readonly billed: (seconds: number) => void;
  readonly release: () => void;
};

/**
 * A recogniser without a time limit, made of streams that have one. It opens a new stream before it closes the old one, and
 * has no stream open in silence. Positions are samples since `startSample`.
 */
export class GoogleRecogniser implements Recogniser {
  readonly events: AsyncIterable<RecogniserEvent>;
  readonly #writer: EventWriter;
  readonly #sound = new SampleBuffer();
  readonly #runs = new Runs();
  /**
   * The open streams, oldest first. Only the last is fed. Results of the first are used at once; those of the others wait
   * until it has ended.
   */
  #streams: StreamFeed[] = [];
  /** Replaced streams: their results are ignored, because a newer stream gets the same sound. */
  readonly #retired = new Set<SpeechCall>();
  #inVain = 0;
  /** Google has answered a stream, so the configuration is valid. */
  #wasAnswered = false;
  /** The value of `done` when Google last refused a stream in mid-speech. */
  #refusedAt = -1;
  #isEnding = false;
  #isOver = false;
  #stopPump = () => {};

  constructor(private readonly options: Options) {
    this.#writer = new EventWriter(options.startSample, options.languages);
    this.events = this.#read();
  }

  write(sound: Uint8Array): void {
    if (this.#isEnding || this.#isOver) return;
    // A copy: a view on 16-bit numbers must begin at an even address.
    this.#sound.append(new Int16Array(Uint8Array.from(sound).buffer));
    this.#runs.judge(this.#sound);
    this.#step();
  }

  end(): void {
    this.#isEnding = true;
    this.#step();
  }

  abort(): void {
    this.#free();
    this.#writer.events.discard();
  }

  async *#read(): AsyncGenerator<RecogniserEvent> {
    try {
      yield* this.#writer.events;
    } finally {
      this.abort();
    }
  }

  #step(): void {
    if (this.#isOver) return;
    this.#stopPump();
    const now = this.options.clock.now();
    if (this.#streams.some((stream) => stream.isOverdue(now))) {
      this.#fail(new EngineError("unavailable", true, "Google Cloud Speech: no last words came"));
      return;
    }
    const last = this.#streams.at(-1);
    if (last && !last.isClosed) this.#pump(last, now);
    this.#openForVoice();
    if (this.#streams.length === 0) this.#rest();
    else this.#stopPump = this.options.clock.after(PUMP_MS, () => this.#step());
  }

  /** Opens a stream when there is speech and none is being fed, also while the previous one waits for its last results. */
  #openForVoice(): void {
    const last = this.#streams.at(-1);
    const run = this.#runs.first;
    if (!run || (last && !last.isClosed) || this.#streams.length >= MOST_STREAMS) return;
    const from = Math.max(this.#writer.done, last?.sent ?? 0, run.from - LEAD_IN);
    if (this.#sound.end > from) this.#open(from);
  }

  /** Reports silence up to the judged sound, and ends when the sound has ended. */
  #rest(): void {
    if (this.#isEnding) this.#writer.quiet(this.#sound.end, 0);
    else this.#writer.quiet(this.#runs.judged - LEAD_IN, QUIET_STEP);
    this.#forget();
    if (!this.#isEnding) return;
    this.#free();
    this.#writer.events.finish();
  }

  /** Drops sound that no stream needs: neither for an overlap nor because it was not sent yet. */
  #forget(): void {
    const unsent = this.#streams.filter(({ isClosed }) => !isClosed).map(({ sent }) => sent);
    this.#sound.dropBefore(Math.min(this.#writer.done - OVERLAP, ...unsent));
  }

  #open(from: number): StreamFeed {
    const isCurrent = () => !this.#isOver && this.#streams.includes(stream);
    const call = this.options.open(this.options.languages, {
      answered: (results) => isCurrent() && this.#receive(stream, results),
      billed: (seconds) => this.options.billed(seconds),
      ended: () => (isCurrent() ? this.#ended(stream) : this.#retired.delete(call)),
      failed: (error, why) => {
        this.#retired.delete(call);
        if (!isCurrent()) return;
        if (why === "out-of-range" && !stream.isClosed) this.#again(stream, error);
        else if (why === "invalid" && this.#wasAnswered && this.#writer.done > this.#refusedAt) this.#reopen();
        else this.#fail(error);
      },
    });
    const stream = new StreamFeed(call, from, this.options.clock.now());
    this.#streams.push(stream);
    this.#pump(stream, this.options.clock.now());
    return stream;
  }

  /** Sends the waiting sound. Closes the stream at the end of speech, and cuts it when a final is overdue. */
  #pump(stream: StreamFeed, now: number): void {
    const run = this.#runs.first;
    const isLast = this.#runs.isFirstOver(this.#isEnding);
    const stop = run ? Math.min(run.to + LEAD_OUT, this.#sound.end) : stream.sent;
    stream.send(this.#sound, stop, isLast, now);
    const undone = stream.sent - Math.max(this.#writer.done, stream.from);
    if ((isLast && stream.sent >= stop) || stream.isStarved(now)) this.#close(stream, now);
    else if (undone > LONGEST_UNDONE || stream.ageMs(now) >= OLDEST_MS) this.#cut(stream, now);
  }

  #close(stream: StreamFeed, now: number): void {
    stream.close(now);
    this.#runs.forgetUpTo(stream.sent);
  }

  /** Closes a stream in mid-speech and opens the next one, which gets the cut word again. The last results still count. */
  #cut(stream: StreamFeed, now: number): void {
    if (this.#streams.length >= MOST_STREAMS) return;
    stream.isCut = true;
    this.#open(Math.max(stream.from, stream.sent - CUT_OVERLAP, this.#writer.done - this.#overlap));
    stream.close(now);
  }

  /** Replaces a stream: the new one gets the sound without a final again. The old one is closed a moment later. */
  #replace(old: StreamFeed): void {
    this.#retired.add(old.call);
    this.#follow(old);
    this.options.clock.after(HANDOVER_MS, () => {
      if (this.#retired.has(old.call) && !this.#isOver) old.call.end();
    });
  }

  #follow(old: StreamFeed): void {
    this.#streams = [];
    const from = Math.max(old.from, this.#writer.done - this.#overlap);
    // Google refuses a stream without sound.
    if (this.#runs.first && this.#sound.end > from) this.#open(from);
  }

  /**
   * Opens one new stream for the sound without a final, after Google has refused a message of a stream that it had
   * answered.
   */
  #reopen(): void {
    this.#refusedAt = this.#writer.done;
    const [first] = this.#streams;
    if (!first) return;
    const closedTo = Math.max(0, ...this.#streams.filter(({ isClosed }) => isClosed).map(({ sent }) => sent));
    this.#runs.restore(this.#writer.done, closedTo);
    for (const { call } of this.#streams) call.destroy();
    this.#follow(first);
    this.#step();
  }

  /** Samples before the last final that a new stream gets again. */
  get #overlap(): number {
    return this.#writer.hasTimes ? OVERLAP : 0;
  }

  /** Opens the next stream at once, after a stream has ended before it was closed here. */
  #again(stream: StreamFeed, error: EngineError): void {
    this.#inVain += 1;
    if (this.#inVain > MOST_IN_VAIN || stream !== this.#streams[0]) this.#fail(error);
    else this.#follow(stream);
  }

  #receive(stream: StreamFeed, results: readonly StreamResult[]): void {
    this.#inVain = 0;
    this.#wasAnswered = true;
    if (stream === this.#streams[0]) this.#listen(stream, results);
    else stream.held.push(results);
  }

  /** Handles a response, which may hold a final and the hypothesis after it. */
  #listen(stream: StreamFeed, results: readonly StreamResult[]): void {
    for (const result of results) if (result.isFinal) this.#writer.final(stream, result);
    this.#writer.hypothesis(
      stream,
      results.filter(({ isFinal }) => !isFinal),
    );
    this.#forget();
    if (results.some(({ isFinal }) => isFinal)) this.#renew(stream, this.options.clock.now());
  }

  /** Renews an old stream right after a final, when next to no sound has to be sent again. */
  #renew(stream: StreamFeed, now: number): void {
    if (stream.ageMs(now) < OLD_MS || this.#streams.length > 1 || stream.isClosed) return;
    const run = this.#runs.first;
    const isSpeaking = run !== undefined && this.#runs.judged - run.to < LEAD_IN;
    if (isSpeaking || (run && run.to > this.#writer.done)) this.#replace(stream);
    else this.#close(stream, now);
  }

  #ended(stream: StreamFeed): void {
    if (!stream.isClosed) {
      this.#again(stream, new EngineError("unavailable", true, "Google Cloud Speech ended a stream"));
      return;
    }
    stream.hasEnded = true;
    for (let first = this.#streams[0]; first?.hasEnded; first = this.#streams[0]) this.#leave(first);
    this.#step();
  }

  /** Removes a stream that has ended, and uses the results that the next one has held back. */
  #leave(stream: StreamFeed): void {
    this.#streams.shift();
    this.#writer.quiet(stream.isCut ? stream.sent - CUT_OVERLAP : stream.sent, 0);
    this.#forget();
    const next = this.#streams[0];
    for (const results of next?.held.splice(0) ?? []) if (next) this.#listen(next, results);
  }

  #fail(error: EngineError): void {
    this.#free();
    this.#writer.events.finish(error);
  }

  #free(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopPump();
    for (const { call } of this.#streams) call.destroy();
    for (const call of this.#retired) call.destroy();
    this.#runs.free();
    this.options.release();
  }
}
