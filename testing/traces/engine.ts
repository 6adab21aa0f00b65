import type { Dice } from "./dice";

/** A word as it was spoken, with the forms that the engine believes in before it is right. */
export type HeardWord = {
  /** As the final has it, with its marks. */
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** The form believed until each time (ms of sound); "" while it is missing. Then `last`. */
  readonly beliefs: readonly { readonly form: string; readonly untilMs: number }[];
  /** The last form in interim results; the final may differ. */
  readonly last: string;
  /** The engine calls it stable from here on, right or wrong. */
  readonly stableMs: number;
  /** Its marks are not written before. */
  readonly markedMs: number;
};

/** How the engine of a trace behaves. Times are ms of sound. */
export type Habits = {
  /** Words that are first believed to be others. */
  readonly wrong: number;
  /** Mean time until such a word is right. */
  readonly rightAfterMs: number;
  /** Words that are missing at first. */
  readonly missing: number;
  /** Words that only the final gets right. */
  readonly rightInFinal: number;
  /** The last word is shown before it is over, cut off. */
  readonly cut: number;
  /** Marks are written with the word, later, or not at all. */
  readonly marks: "at-once" | "late" | "none";
  readonly saysStable: boolean;
  /** A negation is heard so long after its word is over. */
  readonly negationMs: readonly [least: number, most: number] | null;
};

const NEGATION = /^(not|no|never|nobody)$/i;
const OTHER = ["a", "our", "there", "in", "four", "were", "than", "see", "right", "ours", "then", "an", "its", "hour"];

/** Gives a spoken word the beliefs that the engine will go through. */
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

/** The word's form when the engine has heard the sound up to `covered`; "" where it holds nothing. */
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

/** Another word, a piece of it, or one letter more. */
function mishear(dice: Dice, word: string): string {
  const sort = dice.roll();
  if (sort < 0.5 || word.length < 3) return dice.pick(OTHER.filter((other) => other !== word.toLowerCase()));
  return sort < 0.75 ? word.slice(0, Math.ceil(word.length * 0.6)) : `${word}s`;
}
