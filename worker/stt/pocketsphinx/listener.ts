import { msToSamples } from "#protocol/sound";
import { KeptSound } from "../kept-sound";
import { chooseCut, isNoise } from "./judgement";
import type { DecodedWord, Decoder } from "./library";
import type { DecoderEvent, TimedWord } from "./lines";

/** The decoder is fed in fixed steps, so what it hears does not depend on how the sound was cut into writes. */
const STEP = msToSamples(100);

/** The final pass grows with the utterance: 12 s block a core for up to 1.6 s, 45 s for 12 s. */
const LONGEST_UTTERANCE = msToSamples(12_000);

/** The detector needs 100 ms of voice and keeps 200 ms before it; a weak first sound may be earlier still. */
const LEAD_IN = msToSamples(500);

/** After the last word this much silence is done with it, if there is as much again before the next. */
const TAIL = msToSamples(250);

/** The detector ends an utterance after 500 ms without voice; the last of them are surely silent. */
const SILENCE = msToSamples(400);

/** A voiced sound without any word so long ago will become none: music, a machine. */
const LONGEST_WORD = msToSamples(3_000);

/** Where nothing changes, the listener still says how far it has heard. */
const REPEAT = msToSamples(1_000);

/** Turns one stream of sound into hypotheses, finals and quiet; positions are samples since its first one. */
export class Listener {
  readonly #sound = new KeptSound();
  /** Everything before it is fed to the decoder. */
  #fed = 0;
  /** All that the decoder was ever fed: its own clock, ahead of `#fed` by what it heard twice. */
  #decoderClock = 0;
  /** Everything before it has its final, or holds no speech. */
  #done = 0;
  #utteranceSince: number | null = null;
  #shown = "";
  #saidAt = 0;

  constructor(
    private readonly decoder: Decoder,
    private readonly say: (event: DecoderEvent) => void,
  ) {
    decoder.startUtterance();
  }

  take(samples: Int16Array): void {
    this.#sound.append(samples);
    while (this.#sound.end - this.#fed >= STEP) this.#step();
  }

  /** No more sound comes: says the last final, and that everything is done. */
  finish(): void {
    while (this.#fed < this.#sound.end) this.#step();
    if (this.#utteranceSince !== null) this.#endUtterance();
    this.say({ type: "quiet", upTo: this.#sound.end });
  }

  #step(): void {
    const samples = this.#sound.between(this.#fed, this.#fed + STEP);
    this.decoder.process(samples);
    this.#fed += samples.length;
    this.#decoderClock += samples.length;
    if (!this.decoder.isInSpeech()) {
      if (this.#utteranceSince !== null) this.#endUtterance();
      this.#stayQuiet();
      return;
    }
    this.#utteranceSince ??= this.#fed;
    if (this.#fed - this.#utteranceSince >= LONGEST_UTTERANCE) this.#cutUtterance();
    else this.#believe(this.#words(), this.#utteranceSince);
  }

  #believe(words: TimedWord[], since: number): void {
    const text = words.map(({ word }) => word).join(" ");
    if (text === this.#shown && this.#fed - this.#saidAt < REPEAT) return;
    const believed = words.map(({ word, start, end }) => ({ word, start, end }));
    this.say({ type: "hypothesis", words: believed, start: words[0]?.start ?? this.#done, covered: this.#fed });
    this.#shown = text;
    this.#saidAt = this.#fed;
    if (text === "" && this.#fed - since > LONGEST_WORD) this.#sayQuiet(this.#fed - LONGEST_WORD);
  }

  #endUtterance(): void {
    const bySilence = !this.decoder.isInSpeech();
    this.decoder.endUtterance();
    const words = this.#words();
    this.#restart();
    const last = words.at(-1);
    const end = last ? Math.min(last.end + TAIL, Math.round((last.end + this.#fed) / 2)) : this.#fed;
    this.#conclude(bySilence && this.#isNoise(words) ? [] : words, end);
  }

  /** Too long: what is surely complete becomes final, and the decoder hears the rest again. */
  #cutUtterance(): void {
    this.decoder.endUtterance();
    const all = this.decoder.words().map((word) => this.#placed(word));
    this.#restart();
    const cut = chooseCut(all, this.#fed);
    this.#conclude(
      all.filter((word) => !word.filler && word.end <= cut),
      cut,
    );
    this.#fed = cut;
  }

  #conclude(words: TimedWord[], end: number): void {
    if (words.length > 0) {
      this.say({ type: "final", words: words.map(bare), end });
      this.#done = end;
    } else {
      if (this.#shown !== "") this.say({ type: "hypothesis", words: [], start: this.#done, covered: this.#fed });
      this.#sayQuiet(end - LEAD_IN);
    }
    this.#shown = "";
    this.#saidAt = this.#fed;
    this.#sound.dropBefore(this.#done);
  }

  /** Words may stretch into the silence, but the detector's verdict on it stands. */
  #isNoise(words: TimedWord[]): boolean {
    const silence = this.#fed - SILENCE;
    return isNoise(words, this.#sound.between(words[0]?.start ?? 0, silence), this.#sound.between(silence, this.#fed));
  }

  #restart(): void {
    this.decoder.startUtterance();
    this.#utteranceSince = null;
  }

  #stayQuiet(): void {
    if (this.#fed - this.#saidAt < REPEAT) return;
    this.#sayQuiet(this.#fed - LEAD_IN);
    this.#saidAt = this.#fed;
    this.#sound.dropBefore(this.#done);
  }

  #sayQuiet(upTo: number): void {
    this.#done = Math.max(this.#done, upTo);
    this.say({ type: "quiet", upTo: this.#done });
  }

  #words(): TimedWord[] {
    return this.decoder
      .words()
      .filter((word) => !word.filler)
      .map((word) => this.#placed(word));
  }

  #placed(word: DecodedWord): DecodedWord {
    const shift = this.#fed - this.#decoderClock;
    // The detector dates its first frames up to 200 ms before the sound began.
    const within = (at: number) => Math.min(this.#fed, Math.max(this.#done, at + shift));
    return { ...word, start: within(word.start), end: within(word.end) };
  }
}

function bare({ word, start, end, confidence }: TimedWord): TimedWord {
  return { word, start, end, confidence };
}
