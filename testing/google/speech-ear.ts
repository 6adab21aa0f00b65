import { msToSamples } from "#protocol/sound";
import { MARK, numberAt, WORD } from "../scripted/sound";

/** Positions are samples since the beginning of the stream. */
export type HeardWord = { readonly word: string; readonly from: number; readonly to: number };

/** Recognises the words in a stream's sound. */
export interface Ear {
  /** Takes more sound. @returns the words that are complete */
  hear(sound: Int16Array): HeardWord[];
  /** Ends the sound. @returns a word or half a word that is left */
  finish(): HeardWord[];
}

/** A shorter part of a word is not recognised. */
const LEAST = msToSamples(50);

/**
 * Recognises `w<k>` where the sound has the number k, and the halves of a word that is cut in two as `half<k>` before
 * the cut and `half` after it.
 */
export class MarkEar implements Ear {
  #sound = new Int16Array(0);
  /** Where `#sound` begins. */
  #start = 0;
  #halfFrom: number | null = null;

  hear(sound: Int16Array): HeardWord[] {
    const joined = new Int16Array(this.#sound.length + sound.length);
    joined.set(this.#sound);
    joined.set(sound, this.#sound.length);
    this.#sound = joined;
    const words: HeardWord[] = [];
    let at = 0;
    for (; at < this.#sound.length; at += 1) {
      if (this.#sound[at] === MARK) {
        words.push(...this.#half(this.#start + at));
        if (this.#sound.length - at < WORD) break;
        const from = this.#start + at;
        words.push({ word: `w${numberAt(this.#sound, at)}`, from, to: from + WORD });
        at += WORD - 1;
      } else if (this.#sound[at] !== 0) this.#halfFrom ??= this.#start + at;
      else words.push(...this.#half(this.#start + at));
    }
    this.#sound = this.#sound.slice(at);
    this.#start += at;
    return words;
  }

  finish(): HeardWord[] {
    const [from, to] = [this.#start, this.#start + this.#sound.length];
    if (this.#sound[0] !== MARK) return this.#half(to);
    return to - from < LEAST ? [] : [{ word: `half${numberAt(this.#sound, 0)}`, from, to }];
  }

  #half(to: number): HeardWord[] {
    const from = this.#halfFrom;
    this.#halfFrom = null;
    return from === null || to - from < LEAST ? [] : [{ word: "half", from, to }];
  }
}

const FRAME = msToSamples(20);
const LOUD = 300;
/** The length of a scripted word, and of the silence that ends a sentence. */
const SCRIPTED_WORD = msToSamples(250);
const SENTENCE_PAUSE = msToSamples(300);

/** Recognises the next sentence of a script in each stretch of speech, for sound that passed through a browser. */
export function scriptedEar(sentences: readonly string[]): () => Ear {
  let next = 0;
  return () => {
    let left: string[] = [];
    let [position, voiced, quiet, isSpeaking] = [0, 0, 0, false];
    const say = (count: number): HeardWord[] =>
      left.splice(0, count).map((word, at) => ({ word, from: position + at * 16, to: position + at * 16 + 16 }));
    const end = () => {
      isSpeaking = false;
      return say(left.length);
    };
    return {
      hear(sound) {
        const words: HeardWord[] = [];
        for (let at = 0; at < sound.length; at += FRAME) {
          const frame = sound.subarray(at, at + FRAME);
          const isLoud = frame.some((sample) => Math.abs(sample) > LOUD);
          position += frame.length;
          if (isLoud && !isSpeaking) {
            left = (sentences[next] ?? "").split(" ");
            next += 1;
            [isSpeaking, voiced] = [true, 0];
          }
          quiet = isLoud ? 0 : quiet + frame.length;
          voiced += isLoud ? frame.length : 0;
          if (voiced >= SCRIPTED_WORD) {
            voiced = 0;
            words.push(...say(1));
          }
          if (isSpeaking && quiet >= SENTENCE_PAUSE) words.push(...end());
        }
        return words;
      },
      finish: end,
    };
  };
}
