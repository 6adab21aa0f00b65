import { bare } from "./engine";
import { generateFrom, NONSTOP, type Scenario } from "./generate";
import { SCRIPT } from "./script";
import type { Trace } from "./trace";
import { type Delivery, deliver } from "./unmarked";

/** Unusual behaviour of speakers and engines. */
export type BadInput = {
  readonly make: () => Trace;
  /** Words with which a segment may end only if a sentence does. */
  readonly neverEndsWith?: readonly string[];
};

const NEVER_PAUSES = [0, 20] as const;
const TEN_MINUTES = 600;

const unpausing: Delivery = { sentenceMs: [0, 0], commaMs: [0, 0], hesitates: 0 };

/** A full stop after each second word and a capital after each full stop, as a confused engine writes. */
function markEachSecond(words: readonly string[]): string[] {
  return words.map(bare).map((word, at) => {
    const opened = at % 2 === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word.toLowerCase();
    return at % 2 === 1 ? `${opened}.` : opened;
  });
}

const LAST = SCRIPT.length - 1;
/** No punctuation but one mark at the end. */
const markTheEnd: Scenario["write"] = (words, sentence) =>
  words.map((word, at) => (sentence === LAST && at === words.length - 1 ? `${bare(word)}.` : bare(word)));

const ABBREVIATED = [
  "We thank Dr. Smith for coming tonight.",
  "Prices rose by 3.5 percent in one year.",
  "He was in the U.S. Army until the war was over.",
  "Tomorrow at 9 a.m. we will meet in front of the church.",
  "Mr. Brown and Mrs. Green have the keys.",
  "The bridge is about 1,250.75 meters long.",
  "Bring water, bread, etc. and a warm coat.",
  "Prof. Miller lives at St. James Street.",
] as const;

/** Their words after which no sentence ends, as `keyOf` writes them. */
const WITHIN = ["dr", "mr", "mrs", "prof", "st", "us", "am", "etc", "9", "35", "125075"];

const JAPANESE = [
  "みなさん、こんばんは。",
  "今日は小さな博物館へようこそおいでくださいました。",
  "この部屋は昔、祖母の台所でした。",
  "鉄のストーブは船で運ばれてきました。",
  "質問はありますか？",
  "どうぞ写真を撮ってください。",
  "時計は全部で六十一個あります。",
  "窓から港が見えますが、祖母は海を見たくありませんでした。",
] as const;

const sure: Partial<Scenario> = { wrong: 0, missing: 0, rightInFinal: 0, cut: 0 };

export const BAD_INPUT: Readonly<Record<string, BadInput>> = {
  "a speaker who never pauses for ten minutes, with marks": {
    make: () => generateFrom("never pauses", { pauseMs: NEVER_PAUSES, longestMs: 60_000 }, 1, { seconds: TEN_MINUTES }),
  },
  "a speaker who never pauses for ten minutes, without marks and times": {
    make: () => {
      const scenario: Scenario = { pauseMs: NEVER_PAUSES, longestMs: 60_000, marks: "none", saysStable: false };
      return generateFrom("never pauses, no marks", scenario, 1, { seconds: TEN_MINUTES });
    },
  },
  "a speaker who never pauses for ten minutes, without marks, with times": {
    make: () => deliver("never pauses, times", unpausing, 1, TEN_MINUTES),
  },
  "an engine that marks every second word with a full stop": {
    make: () => generateFrom("marks every second word", { write: markEachSecond }, 1, { seconds: 120 }),
  },
  "an engine that marks only at the end": {
    make: () => {
      const scenario: Scenario = { script: SCRIPT, write: markTheEnd, pauseMs: NONSTOP, longestMs: 60_000 };
      return generateFrom("marks only at the end", scenario, 1, { seconds: 120 });
    },
  },
  "finals that come 40 s late and differ": {
    make: () => {
      const scenario: Scenario = { pauseMs: NONSTOP, longestMs: 40_000, rightInFinal: 0.05 };
      return generateFrom("late finals", scenario, 1, { seconds: 200 });
    },
  },
  "abbreviations and numbers": {
    make: () => generateFrom("abbreviations", { script: ABBREVIATED }, 1, { seconds: 120 }),
    neverEndsWith: WITHIN,
  },
  "abbreviations and numbers without a pause": {
    make: () => generateFrom("abbreviations", { script: ABBREVIATED, pauseMs: NONSTOP }, 2, { seconds: 120 }),
    neverEndsWith: WITHIN,
  },
  "a language without spaces": {
    make: () => generateFrom("Japanese", { ...sure, script: JAPANESE, lang: "ja-JP" }, 1, { seconds: 120 }),
  },
  "a language without spaces, without marks": {
    make: () => {
      const scenario: Scenario = { ...sure, script: JAPANESE, lang: "ja-JP", marks: "none", pauseMs: NONSTOP };
      return generateFrom("Japanese, no marks", scenario, 1, { seconds: 120 });
    },
  },
};
