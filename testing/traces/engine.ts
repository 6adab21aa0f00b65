import type { Dice } from "./dice";

/** A spoken word, with the wrong forms that the engine returns before the right one. */
export type HeardWord = {
  /** The form in the final, with punctuation. */
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** The form until each time (ms of sound), "" while the word is missing. Then `last`. */
  readonly beliefs: readonly { readonly form: string; readonly untilMs: number }[];
  /** The last form in interim results; the final may differ. */
  readonly last: string;
  /** The engine reports the word as stable from here on, right or wrong. */
  readonly stableMs: number;
  /** The time before which the engine does not write the word's punctuation. */
  readonly markedMs: number;
};

/** The behaviour of a trace's engine. Times are ms of sound. */
export type Habits = {
  /** The share of words that are first recognised as others. */
  readonly wrong: number;
  /** The mean time until such a word is right. */
  readonly rightAfterMs: number;
  /** The share of words that are missing at first. */
  readonly missing: number;
  /** The share of words that only the final gets right. */
  readonly rightInFinal: number;
  /** The share of interim results that return a part of the last word, before it is complete. */
  readonly cut: number;
  /** Punctuation is written with the word, later, or not at all. */
  readonly marks: "at-once" | "late" | "none";
  readonly saysStable: boolean;
  /** The delay after which a negation is recognised. */
  readonly negationMs: readonly [least: number, most: number] | null;
};

const NEGATION = /^(not|no|never|nobody)$/i;
const OTHER = ["a", "our", "there", "in", "four", "were", "than", "see", "right", "ours", "then", "an", "its", "hour"];

/** Draws the wrong forms of a spoken word. */
export function hear(dice: Dice, habits: Habits, spoken: { text: string; startMs: number; endMs: number }): HeardWord {
  const { endMs } = spoken;
  const text = habits.marks === "none" ? bare(spoken.text) : spoken.text;
  const plain = bare(text);
  const beliefs: { form: string; untilMs: number }[] = [];
  const believe = (form: string, ms: number) =>
    beliefs.push({ form, untilMs: (beliefs.at(-1)?.untilMs ?? endMs) + ms });
  if (habits.negationMs && NEGATION.test(plain)) believe("", dice.between(...habits.negationMs));
  else if (dice.hits(habits.missing)) believe("", dice.delay(habits.rightAfterMs));
  if (dice.hits(habits.wrong)) {
    for (let times = dice.whole(1, 2); times > 0; times -= 1)
      believe(mishear(dice, plain), dice.delay(habits.rightAfterMs));
  }
  const last = dice.hits(habits.rightInFinal) ? mishear(dice, plain) : text;
  return {
    ...spoken,
    text,
    beliefs,
    last,
    stableMs: endMs + dice.between(600, 1_200),
    markedMs: endMs + (habits.marks === "late" ? dice.between(600, 2_000) : 0),
  };
}

/** The word's form once the engine has processed the sound up to `covered`; "" if it is missing. */
export function formAt(word: HeardWord, covered: number, cut: boolean): string {
  const { startMs, endMs, last } = word;
  if (covered < startMs + (endMs - startMs) / 2) return "";
  if (covered < endMs) return cut ? bare(last).slice(0, Math.max(1, Math.ceil(bare(last).length / 2))) : "";
  const belief = word.beliefs.find(({ untilMs }) => covered < untilMs);
  if (belief) return belief.form;
  return covered < word.markedMs ? last.replace(/[^\p{L}\p{N}']+$/u, "") : last;
}

export function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}']/gu, "");
}

/** Another word, a part of it, or the word with one letter more. */
function mishear(dice: Dice, word: string): string {
  const sort = dice.roll();
  if (sort < 0.5 || word.length < 3) return dice.pick(OTHER.filter((other) => other !== word.toLowerCase()));
  return sort < 0.75 ? word.slice(0, Math.ceil(word.length * 0.6)) : `${word}s`;
}
