import { msToSamples } from "#protocol/sound";
import { SampleBuffer } from "../sample-buffer";
import { chooseCut } from "./choose-cut";
import type { DecoderEvent, TimedWord } from "./decoder-messages";
import { isNoise } from "./is-noise";
import { LanguageFit } from "./language-fit";
import type { DecodedWord, Decoder } from "./library";

/** The decoder is fed in fixed steps, so its result does not depend on the sizes of the writes. */
const STEP = msToSamples(100);

/** The final pass grows with the utterance: 12 s block a core for up to 1.6 s, 45 s for 12 s. */
const LONGEST_UTTERANCE = msToSamples(12_000);

/** The detector needs 100 ms of voice and keeps 200 ms before it. A weak first sound may be even earlier. */
const LEAD_IN = msToSamples(500);

/** Silence after a last word that belongs to its final, if at least as much follows before the next word. */
const TAIL = msToSamples(250);

/** The detector ends an utterance after 500 ms without voice. The last 400 ms are certainly silent. */
const SILENCE = msToSamples(400);

/** Voiced sound without a word for this long is no speech, but music or a machine. */
const LONGEST_WORD = msToSamples(3_000);

/** A stroke may begin this much before the word that the decoder finds in it. */
const ONSET = msToSamples(300);

/** Without changes the listener repeats its progress at this interval. */
const REPEAT = msToSamples(1_000);

/** Turns one stream of sound into hypotheses, finals and quiet. Positions are samples since its first one. */
export class Listener {
  readonly #sound = new SampleBuffer();
  /** Everything before it is fed to the decoder. */
  #fed = 0;
  /** Samples that the decoder was fed in its lifetime: ahead of `#fed` by the sound that it got twice. */
  #decoderClock = 0;
  /** Everything before it has its final, or holds no speech. */
  #done = 0;
  #utteranceSince: number | null = null;
  #shown = "";
  #saidAt = 0;
  readonly #fit = new LanguageFit();

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

  /** Ends the sound: sends the last final, and `quiet` up to the end. */
  finish(): void {
    while (this.#fed < this.#sound.end) this.#step();
    if (this.#utteranceSince !== null) this.#endUtterance();
    this.say({ type: "quiet", upTo: this.#sound.end, isOtherLanguage: this.#fit.isOther });
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

  #believe(decoded: DecodedWord[], since: number): void {
    // After another language an utterance is shown once it has ended and is known to be in the model's language.
    const words = this.#fit.isOther ? [] : decoded;
    const text = words.map(({ word }) => word).join(" ");
    if (text === this.#shown && this.#fed - this.#saidAt < REPEAT) return;
    const believed = words.map(({ word, start, end }) => ({ word, start, end }));
    this.say({ type: "hypothesis", words: believed, start: words[0]?.start ?? this.#done, covered: this.#fed });
    this.#shown = text;
    this.#saidAt = this.#fed;
    const silentTo = Math.min(this.#fed - LONGEST_WORD, decoded[0]?.start ?? this.#fed);
    if (text === "" && this.#fed - since > LONGEST_WORD) this.#sayQuiet(silentTo);
  }

  #endUtterance(): void {
    const bySilence = !this.decoder.isInSpeech();
    this.decoder.endUtterance();
    const words = this.#words();
    this.#restart();
    const last = words.at(-1);
    const end = last ? Math.min(last.end + TAIL, Math.round((last.end + this.#fed) / 2)) : this.#fed;
    const isSpeech = !(bySilence && this.#isNoise(words));
    this.#conclude(isSpeech && !this.#fit.conclude(words) ? words : [], end);
  }

  /** Cuts a long utterance: its complete words become final, and the decoder gets the rest again. */
  #cutUtterance(): void {
    this.decoder.endUtterance();
    const all = this.decoder.words().map((word) => this.#onClock(word));
    this.#restart();
    const cut = chooseCut(all, this.#fed);
    const words = all.filter((word) => !word.filler && word.end <= cut);
    this.#conclude(this.#fit.conclude(words) ? [] : words, cut);
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

  /** Whether words are only noise. They may overlap the silence: the end of speech is the detector's. */
  #isNoise(words: TimedWord[]): boolean {
    const [from, silence] = [words[0]?.start ?? 0, this.#fed - SILENCE];
    const onset = this.#sound.between(Math.max(this.#done, from - ONSET), silence);
    const said = this.#sound.between(from, silence);
    return isNoise(words, { onset, said, silence: this.#sound.between(silence, this.#fed) });
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
    this.say({ type: "quiet", upTo: this.#done, isOtherLanguage: this.#fit.isOther });
  }

  #words(): DecodedWord[] {
    return this.decoder
      .words()
      .filter((word) => !word.filler)
      .map((word) => this.#onClock(word));
  }

  #onClock(word: DecodedWord): DecodedWord {
    const shift = this.#fed - this.#decoderClock;
    // The detector's first frames may begin up to 200 ms before the sound.
    const within = (at: number) => Math.min(this.#fed, Math.max(this.#done, at + shift));
    return { ...word, start: within(word.start), end: within(word.end) };
  }
}

function bare({ word, start, end, confidence }: TimedWord): TimedWord {
  return { word, start, end, confidence };
}
