import { msToSamples, SAMPLE_RATE, samplesToMs } from "#protocol/sound";
import type { Word } from "#protocol/transcript";
import { EngineError } from "#worker/engine-error";
import { countHeardAgain } from "#worker/heard-again";
import { EventQueue } from "./event-queue";
import type { Clock } from "./google-clock";
import type { GoogleStream, Heard, OpenStream } from "./google-stream";
import { FRAME, VoiceDetector } from "./google-voice";
import { KeptSound } from "./kept-sound";
import type { Recogniser, RecogniserEvent } from "./port";

/** Google ends a stream after 305 s: it is replaced at the first final after 240 s, at 290 s in any case. */
const OLD_MS = 240_000;
const OLDEST_MS = 290_000;
/** Sound before the first voice that is sent too, so that no first syllable is cut. */
const LEAD_IN = msToSamples(500);
/** After this much without voice the stream is closed. */
const HANG = msToSamples(2_000);
/** A click is shorter. */
const SHORTEST_VOICE = 3 * FRAME;
/** Google takes up to 15,360 bytes a message; 400 ms. */
const MESSAGE = 6_400;
/** Sound that waits is sent this much faster than it was spoken. */
const PACE = 3;
const PUMP_MS = 100;
/** Google gives up after about 10 s without sound. */
const STARVED_MS = 5_000;
const LAST_WORDS_MS = 10_000;
const QUIET_STEP = SAMPLE_RATE;

type Run = { from: number; to: number };
type Stream = {
  readonly call: GoogleStream;
  readonly from: number;
  readonly openedAt: number;
  sent: number;
  sentAt: number;
  closedAt: number | null;
  isFirstFinal: boolean;
};

type Options = {
  readonly open: OpenStream;
  readonly language: string;
  readonly hints: readonly string[];
  readonly startSample: number;
  readonly clock: Clock;
  readonly billed: (seconds: number) => void;
  readonly release: () => void;
};

/**
 * An endless recogniser over streams that are not: each begins where the last final ended, and none
 * is open while nobody speaks. Positions inside are samples since `startSample`.
 */
export class GoogleRecogniser implements Recogniser {
  readonly events: AsyncIterable<RecogniserEvent>;
  readonly #queue = new EventQueue<RecogniserEvent>();
  readonly #sound = new KeptSound();
  readonly #voice = new VoiceDetector();
  /** Where somebody speaks, oldest first; only the last may grow. */
  readonly #runs: Run[] = [];
  #judged = 0;
  #voiced = 0;
  /** Everything before it has its final, or holds no speech. */
  #done = 0;
  #said = 0;
  #stream: Stream | null = null;
  #retired = new Set<GoogleStream>();
  #tail: readonly Word[] = [];
  #isEnding = false;
  #isOver = false;
  #cancelPump: (() => void) | null = null;

  constructor(private readonly options: Options) {
    this.events = this.#read();
  }

  write(sound: Uint8Array): void {
    if (this.#isEnding || this.#isOver) return;
    // A copy: a view on 16-bit numbers must begin at an even address.
    this.#sound.append(new Int16Array(Uint8Array.from(sound).buffer));
    this.#judge();
    this.#step();
  }

  end(): void {
    this.#isEnding = true;
    this.#step();
  }

  abort(): void {
    this.#free();
    this.#queue.discard();
  }

  async *#read(): AsyncGenerator<RecogniserEvent> {
    try {
      yield* this.#queue;
    } finally {
      this.abort();
    }
  }

  #judge(): void {
    for (; this.#judged + FRAME <= this.#sound.end; this.#judged += FRAME) {
      const end = this.#judged + FRAME;
      this.#voiced = this.#voice.hears(this.#sound.between(this.#judged, end)) ? this.#voiced + FRAME : 0;
      if (this.#voiced < SHORTEST_VOICE) continue;
      const last = this.#runs.at(-1);
      if (last && end - last.to < HANG) last.to = end;
      else this.#runs.push({ from: end - this.#voiced, to: end });
    }
  }

  #step(): void {
    if (this.#isOver) return;
    this.#cancelPump?.();
    this.#cancelPump = null;
    const run = this.#runs[0];
    if (this.#stream) this.#pump(this.#stream);
    else if (run && this.#sound.end > this.#done) this.#open(Math.max(this.#done, run.from - LEAD_IN));
    else this.#rest();
  }

  /** Nobody speaks: what was judged need not be heard again. */
  #rest(): void {
    const upTo = this.#isEnding ? this.#sound.end : this.#judged - LEAD_IN;
    this.#done = Math.max(this.#done, upTo);
    if (this.#done - this.#said >= QUIET_STEP || this.#isEnding) this.#quiet();
    this.#sound.dropBefore(this.#done);
    if (!this.#isEnding) return;
    this.#free();
    this.#queue.finish();
  }

  #quiet(): void {
    this.#said = this.#done;
    this.#queue.push({ type: "quiet", upToSample: this.options.startSample + this.#done });
  }

  #open(from: number): void {
    const now = this.options.clock.now();
    const isCurrent = () => this.#stream === stream && !this.#isOver;
    const call = this.options.open(this.options.language, this.options.hints, {
      heard: (results) => isCurrent() && this.#heard(stream, results),
      billed: (seconds) => this.options.billed(seconds),
      ended: () => (isCurrent() ? this.#ended(stream) : this.#retired.delete(call)),
      failed: (error, isTooLong) => {
        this.#retired.delete(call);
        if (!isCurrent()) return;
        // Its time was up: nothing is wrong, so the next one follows at once.
        if (isTooLong && stream.sent > stream.from) this.#replace(stream);
        else this.#fail(error);
      },
    });
    const stream: Stream = {
      call,
      from,
      openedAt: now,
      sent: from,
      sentAt: now,
      closedAt: null,
      isFirstFinal: true,
    };
    this.#stream = stream;
    this.#pump(stream);
  }

  /** Sends what waits, not much faster than it was spoken; closes the stream where the speech is over. */
  #pump(stream: Stream): void {
    const now = this.options.clock.now();
    if (stream.closedAt !== null) {
      if (now - stream.closedAt > LAST_WORDS_MS) this.#fail(new EngineError("unavailable", true, "No last words came"));
      else this.#pumpLater();
      return;
    }
    const run = this.#runs[0];
    const isRunOver = run !== undefined && (this.#runs.length > 1 || this.#isEnding || this.#judged - run.to >= HANG);
    const stop = isRunOver ? Math.min(run.to + HANG, this.#sound.end) : this.#sound.end;
    const paced = stream.from + msToSamples((now - stream.openedAt) * PACE) + SAMPLE_RATE;
    const target = Math.min(stop, paced);
    while (target - stream.sent >= (target === stop && isRunOver ? 1 : FRAME)) {
      const to = Math.min(target, stream.sent + MESSAGE);
      const sound = this.#sound.between(stream.sent, to);
      stream.call.write(Uint8Array.from(new Uint8Array(sound.buffer, sound.byteOffset, sound.byteLength)));
      stream.sent = to;
      stream.sentAt = now;
    }
    const age = Math.max(now - stream.openedAt, samplesToMs(stream.sent - stream.from));
    if ((isRunOver && stream.sent >= stop) || now - stream.sentAt > STARVED_MS) this.#halfClose(stream);
    else if (age >= OLDEST_MS) this.#outlived(stream);
    this.#pumpLater();
  }

  #pumpLater(): void {
    this.#cancelPump?.();
    this.#cancelPump = this.options.clock.after(PUMP_MS, () => this.#step());
  }

  #halfClose(stream: Stream): void {
    stream.closedAt = this.options.clock.now();
    stream.call.end();
  }

  /** Without a final for a minute its last words are waited for: hearing all of it again would take too long. */
  #outlived(stream: Stream): void {
    if (stream.sent - this.#done > msToSamples(60_000)) this.#halfClose(stream);
    else this.#replace(stream);
  }

  /** The new stream is open before the old one is closed, and hears again what has no final. */
  #replace(old: Stream): void {
    this.#retired.add(old.call);
    this.#open(Math.max(old.from, this.#done));
    old.call.end();
  }

  #heard(stream: Stream, results: readonly Heard[]): void {
    for (const result of results) if (result.isFinal) this.#final(stream, result);
    const interims = results.filter(({ isFinal }) => !isFinal);
    const end = Math.max(0, ...interims.map(({ endMs }) => stream.from + msToSamples(endMs)));
    if (interims.length > 0) {
      const { startSample } = this.options;
      const text = interims.map((result) => result.text).join("");
      const covered = startSample + Math.min(stream.sent, Math.max(end, this.#done));
      this.#queue.push({
        type: "hypothesis",
        text,
        startSample: startSample + Math.max(stream.from, this.#done),
        covered,
      });
    }
    const isOld =
      this.options.clock.now() - stream.openedAt >= OLD_MS || stream.sent - stream.from >= msToSamples(OLD_MS);
    if (isOld && stream.closedAt === null && results.some(({ isFinal }) => isFinal)) this.#replace(stream);
  }

  #final(stream: Stream, { text, words, endMs }: Heard): void {
    const { startSample } = this.options;
    const end = Math.max(this.#done, Math.min(stream.sent, stream.from + msToSamples(endMs)));
    const zero = (startSample + stream.from) / 16;
    const [least, most] = [(startSample + this.#done) / 16, (startSample + end) / 16];
    const within = (ms: number) => Math.round(Math.min(most, Math.max(least, zero + ms)));
    const all = words.map((w) => ({ ...w, startMs: Math.round(zero + w.startMs), endMs: Math.round(zero + w.endMs) }));
    const again = stream.isFirstFinal ? countHeardAgain(this.#tail, all) : 0;
    stream.isFirstFinal = false;
    const spoken = words.slice(again).map((w) => ({ ...w, startMs: within(w.startMs), endMs: within(w.endMs) }));
    const said = again > 0 ? spoken.map(({ word }) => word).join(" ") : text.trim();
    const first = spoken[0] ? msToSamples(spoken[0].startMs) - startSample : this.#done;
    const from = Math.min(Math.max(this.#done, first), Math.max(this.#done, end - 1));
    this.#done = end;
    if (said === "") return;
    this.#said = end;
    this.#tail = spoken;
    this.#queue.push({
      type: "final",
      text: said,
      startSample: startSample + from,
      endSample: startSample + end,
      words: spoken.length > 0 ? spoken : null,
    });
    this.#sound.dropBefore(this.#done);
  }

  #ended(stream: Stream): void {
    if (stream.closedAt === null) {
      this.#fail(new EngineError("unavailable", true, "Google Cloud Speech ended a stream"));
      return;
    }
    this.#stream = null;
    this.#done = Math.max(this.#done, stream.sent);
    this.#quiet();
    this.#sound.dropBefore(this.#done);
    while (this.#runs[0] && this.#runs[0].to <= this.#done) this.#runs.shift();
    this.#step();
  }

  #fail(error: EngineError): void {
    this.#free();
    this.#queue.finish(error);
  }

  #free(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelPump?.();
    this.#stream?.call.destroy();
    for (const call of this.#retired) call.destroy();
    this.#voice.free();
    this.options.release();
  }
}
