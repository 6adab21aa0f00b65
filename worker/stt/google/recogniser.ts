import { msToSamples, SAMPLE_RATE } from "#protocol/sound";
import { EngineError } from "../../engine-error";
import { KeptSound } from "../kept-sound";
import type { Recogniser, RecogniserEvent } from "../port";
import type { Clock } from "./clock";
import { Feed } from "./feed";
import { Runs } from "./runs";
import type { OpenCall, SpeechCall } from "./speech-call";
import type { StreamResult } from "./stream-result";
import { Telling } from "./telling";

/** Google ends a stream after 305 s: it is replaced at the first final after 240 s, at 290 s in any case. */
const OLD_MS = 240_000;
const OLDEST_MS = 290_000;
/** Sound does not wait longer for its final: the mailbox keeps two minutes, a page one. */
const LONGEST_UNDONE = msToSamples(30_000);
/** Sound before the first voice and after the last one that is sent too, so that no syllable is cut. */
const LEAD_IN = msToSamples(400);
const LEAD_OUT = msToSamples(1_000);
/** What a new stream hears again: before the last word that has its time, and where a stream was cut. */
const OVERLAP = msToSamples(300);
const CUT_OVERLAP = msToSamples(2_000);
const PUMP_MS = 100;
const HANDOVER_MS = 1_000;
const QUIET_STEP = SAMPLE_RATE;
/** Streams at once: all but the last only say their last words. */
const MOST_STREAMS = 3;
/** Streams in a row that end by themselves before they have said anything. */
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
 * An endless recogniser over streams that are not: a new one is open before the old one is closed, and none is open
 * while nobody speaks. Positions inside are samples since `startSample`.
 */
export class GoogleRecogniser implements Recogniser {
  readonly events: AsyncIterable<RecogniserEvent>;
  readonly #told: Telling;
  readonly #sound = new KeptSound();
  readonly #runs = new Runs();
  /** Oldest first: the first one is listened to, what the others hear waits; only the last one is fed. */
  #streams: Feed[] = [];
  /** Replaced streams: what they still say is heard again by others. */
  readonly #retired = new Set<SpeechCall>();
  #inVain = 0;
  /** Google has answered a stream: its configuration is right. */
  #wasAnswered = false;
  /** `done` when Google last refused a stream in mid-speech. */
  #refusedAt = -1;
  #isEnding = false;
  #isOver = false;
  #stopPump = () => {};

  constructor(private readonly options: Options) {
    this.#told = new Telling(options.startSample, options.languages);
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
    this.#told.events.discard();
  }

  async *#read(): AsyncGenerator<RecogniserEvent> {
    try {
      yield* this.#told.events;
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

  /** Somebody speaks and no stream hears it: also while the one before still says its last words. */
  #openForVoice(): void {
    const last = this.#streams.at(-1);
    const run = this.#runs.first;
    if (!run || (last && !last.isClosed) || this.#streams.length >= MOST_STREAMS) return;
    const from = Math.max(this.#told.done, last?.sent ?? 0, run.from - LEAD_IN);
    if (this.#sound.end > from) this.#open(from);
  }

  /** Nobody speaks: what was judged need not be heard again. */
  #rest(): void {
    if (this.#isEnding) this.#told.quiet(this.#sound.end, 0);
    else this.#told.quiet(this.#runs.judged - LEAD_IN, QUIET_STEP);
    this.#forget();
    if (!this.#isEnding) return;
    this.#free();
    this.#told.events.finish();
  }

  /** Keeps what may be heard again, and what an open stream was not sent yet: a final of the stream before may be past it. */
  #forget(): void {
    const unsent = this.#streams.filter(({ isClosed }) => !isClosed).map(({ sent }) => sent);
    this.#sound.dropBefore(Math.min(this.#told.done - OVERLAP, ...unsent));
  }

  #open(from: number): Feed {
    const isCurrent = () => !this.#isOver && this.#streams.includes(stream);
    const call = this.options.open(this.options.languages, {
      answered: (results) => isCurrent() && this.#receive(stream, results),
      billed: (seconds) => this.options.billed(seconds),
      ended: () => (isCurrent() ? this.#ended(stream) : this.#retired.delete(call)),
      failed: (error, why) => {
        this.#retired.delete(call);
        if (!isCurrent()) return;
        if (why === "out-of-range" && !stream.isClosed) this.#again(stream, error);
        else if (why === "invalid" && this.#wasAnswered && this.#told.done > this.#refusedAt) this.#reopen();
        else this.#fail(error);
      },
    });
    const stream = new Feed(call, from, this.options.clock.now());
    this.#streams.push(stream);
    this.#pump(stream, this.options.clock.now());
    return stream;
  }

  /** Sends what waits; closes the stream where the speech is over, and cuts it where it may not wait longer. */
  #pump(stream: Feed, now: number): void {
    const run = this.#runs.first;
    const isLast = this.#runs.isFirstOver(this.#isEnding);
    const stop = run ? Math.min(run.to + LEAD_OUT, this.#sound.end) : stream.sent;
    stream.send(this.#sound, stop, isLast, now);
    const undone = stream.sent - Math.max(this.#told.done, stream.from);
    if ((isLast && stream.sent >= stop) || stream.isStarved(now)) this.#close(stream, now);
    else if (undone > LONGEST_UNDONE || stream.ageMs(now) >= OLDEST_MS) this.#cut(stream, now);
  }

  #close(stream: Feed, now: number): void {
    stream.close(now);
    this.#runs.forgetUpTo(stream.sent);
  }

  /** Its last words are waited for, while the next one hears on; it hears again the word that was cut. */
  #cut(stream: Feed, now: number): void {
    if (this.#streams.length >= MOST_STREAMS) return;
    stream.isCut = true;
    this.#open(Math.max(stream.from, stream.sent - CUT_OVERLAP, this.#told.done - this.#overlap));
    stream.close(now);
  }

  /** The new stream hears again what has no final; the old one is closed once the new one is on its way. */
  #replace(old: Feed): void {
    this.#retired.add(old.call);
    this.#follow(old);
    this.options.clock.after(HANDOVER_MS, () => {
      if (this.#retired.has(old.call) && !this.#isOver) old.call.end();
    });
  }

  #follow(old: Feed): void {
    this.#streams = [];
    const from = Math.max(old.from, this.#told.done - this.#overlap);
    // A stream without sound is refused.
    if (this.#runs.first && this.#sound.end > from) this.#open(from);
  }

  /** Google refused a message of a stream that it had answered: what has no final is heard again, by one new stream. */
  #reopen(): void {
    this.#refusedAt = this.#told.done;
    const [first] = this.#streams;
    if (!first) return;
    const closedTo = Math.max(0, ...this.#streams.filter(({ isClosed }) => isClosed).map(({ sent }) => sent));
    this.#runs.restore(this.#told.done, closedTo);
    for (const { call } of this.#streams) call.destroy();
    this.#follow(first);
    this.#step();
  }

  /** How much of what was said last a new stream hears again. */
  get #overlap(): number {
    return this.#told.hasTimes ? OVERLAP : 0;
  }

  /** It ended by itself, though its time was not up for us: nothing is wrong, so the next one follows at once. */
  #again(stream: Feed, error: EngineError): void {
    this.#inVain += 1;
    if (this.#inVain > MOST_IN_VAIN || stream !== this.#streams[0]) this.#fail(error);
    else this.#follow(stream);
  }

  #receive(stream: Feed, results: readonly StreamResult[]): void {
    this.#inVain = 0;
    this.#wasAnswered = true;
    if (stream === this.#streams[0]) this.#listen(stream, results);
    else stream.held.push(results);
  }

  /** A response may hold a final and what is believed of the sound after it. */
  #listen(stream: Feed, results: readonly StreamResult[]): void {
    for (const result of results) if (result.isFinal) this.#told.final(stream, result);
    this.#told.hypothesis(
      stream,
      results.filter(({ isFinal }) => !isFinal),
    );
    this.#forget();
    if (results.some(({ isFinal }) => isFinal)) this.#renew(stream, this.options.clock.now());
  }

  /** After a final nothing of an old stream need be heard again, or next to nothing. */
  #renew(stream: Feed, now: number): void {
    if (stream.ageMs(now) < OLD_MS || this.#streams.length > 1 || stream.isClosed) return;
    const run = this.#runs.first;
    const isSpeaking = run !== undefined && this.#runs.judged - run.to < LEAD_IN;
    if (isSpeaking || (run && run.to > this.#told.done)) this.#replace(stream);
    else this.#close(stream, now);
  }

  #ended(stream: Feed): void {
    if (!stream.isClosed) {
      this.#again(stream, new EngineError("unavailable", true, "Google Cloud Speech ended a stream"));
      return;
    }
    stream.hasEnded = true;
    for (let first = this.#streams[0]; first?.hasEnded; first = this.#streams[0]) this.#leave(first);
    this.#step();
  }

  /** It has said everything: the next one is listened to. */
  #leave(stream: Feed): void {
    this.#streams.shift();
    this.#told.quiet(stream.isCut ? stream.sent - CUT_OVERLAP : stream.sent, 0);
    this.#forget();
    const next = this.#streams[0];
    for (const results of next?.held.splice(0) ?? []) if (next) this.#listen(next, results);
  }

  #fail(error: EngineError): void {
    this.#free();
    this.#told.events.finish(error);
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
