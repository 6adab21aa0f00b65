import { isUnspaced } from "#protocol/line-text";
import { msToSamples } from "#protocol/sound";
import { spokenWords } from "#worker/commit-policy/words";
import type { RecogniserEvent } from "#worker/stt/port";
import { Dice } from "./dice";
import { bare, formAt, type Habits, type HeardWord, hear } from "./engine";
import { SCRIPT } from "./script";
import type { Trace, TraceEvent } from "./trace";

/** A known trouble of streams like Google's. */
export type Scenario = Partial<Habits> & {
  /** The pause between sentences, ms. */
  readonly pauseMs?: readonly [least: number, most: number];
  /** How often a phrase is rewritten during the speech. */
  readonly rewrites?: number;
  /** The recogniser fails after a final, and the words since the last but one are recognised again. */
  readonly reopens?: boolean;
  /** The longest utterance without a pause, ms. */
  readonly longestMs?: number;
  readonly lang?: string;
  /** Sentences that are spoken in this order, repeatedly; default: drawn from the script. */
  readonly script?: readonly string[];
  /** The engine's text of a sentence. */
  readonly write?: (words: readonly string[], sentence: number) => readonly string[];
};

const USUAL: Habits = {
  wrong: 0.15,
  rightAfterMs: 350,
  missing: 0.02,
  rightInFinal: 0.003,
  cut: 0.5,
  marks: "at-once",
  saysStable: true,
  negationMs: null,
};
const SURE: Partial<Habits> = { wrong: 0, missing: 0, rightInFinal: 0, cut: 0, negationMs: null };
export const NONSTOP = [40, 160] as const;

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  plain: {},
  "a minute without a final": { pauseMs: NONSTOP },
  "twenty rewrites of one phrase": { pauseMs: NONSTOP, rewrites: 20 },
  "late negation": { negationMs: [300, 2_500] },
  "cut in mid-word": { cut: 1, wrong: 0.25 },
  "finals that differ": { rightInFinal: 0.012 },
  "duplicated finals after a reopen": { reopens: true },
  "late punctuation": { marks: "late", pauseMs: NONSTOP },
  "wrong and missing marks": { write: markWrongly },
  "no punctuation": { marks: "none", pauseMs: NONSTOP },
  "no punctuation, no stability": { marks: "none", saysStable: false, pauseMs: NONSTOP },
};

/** One sentence in ten has no end mark; one word in fifty within a sentence has a wrong one. */
function markWrongly(words: readonly string[], sentence: number): string[] {
  const dice = new Dice(sentence + 1);
  const isMissing = dice.hits(0.1);
  let isBehindMark = false;
  return words.map((word, at) => {
    const opened = isBehindMark ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    isBehindMark = at < words.length - 1 && dice.hits(0.02);
    if (isBehindMark) return `${bare(opened)}.`;
    return at === words.length - 1 && isMissing ? bare(opened) : opened;
  });
}

/** A pause of this length ends an utterance, and the final follows. */
const ENDPOINT_MS = 550;
/** The part of the pause that belongs to the utterance. */
const TAIL_MS = 300;

export type Utterance = {
  readonly words: readonly HeardWord[];
  readonly endMs: number;
  /** The recogniser ended the utterance while the speaker continued. */
  readonly isCut: boolean;
};

type Wishes = {
  readonly seconds?: number;
  /** The position at which the recogniser was opened. */
  readonly fromMs?: number;
  /** An engine without wrong words, only delays. */
  readonly isSure?: boolean;
};

/** Generates a trace, deterministic for scenario, seed and options. bench/policies.md has its assumptions. */
export function generate(name: string, seed: number, wishes: Wishes = {}): Trace {
  return generateFrom(`${name} ${seed}`, SCENARIOS[name] ?? {}, seed, wishes);
}

export function generateFrom(name: string, scenario: Scenario, seed: number, wishes: Wishes = {}): Trace {
  const { seconds = 60, fromMs = 0, isSure = false } = wishes;
  const { lang = "en-US" } = scenario;
  const habits: Habits = { ...USUAL, ...scenario, ...(isSure ? SURE : {}) };
  const dice = new Dice(seed);
  const spoken = speak(dice, habits, scenario, seconds);
  const words = withRewrites(dice, isSure ? 0 : (scenario.rewrites ?? 0), spoken.words);
  const fed = words.filter(({ startMs, endMs }) => (startMs + endMs) / 2 >= fromMs);
  const utterances = divide(fed, ENDPOINT_MS, TAIL_MS, scenario.longestMs);
  const events = inOrder(
    utterances.flatMap((utterance, index) => {
      const from = utterances[index - 1]?.endMs ?? fromMs;
      const said = eventsOf(dice, habits, utterance, from, lang);
      return scenario.reopens && index % 2 === 1 ? again(dice, habits, utterance, from, lang, said) : said;
    }),
  );
  return {
    name,
    lang,
    words: words.map(({ text, endMs }) => ({ word: text, endMs })),
    sentences: spoken.sentences,
    events,
    durationMs: (events.at(-1)?.at ?? 0) + 100,
  };
}

type Speech = { readonly words: HeardWord[]; readonly sentences: readonly string[] };

function speak(dice: Dice, habits: Habits, scenario: Scenario, seconds: number): Speech {
  const words: HeardWord[] = [];
  const sentences: string[] = [];
  let at = 300;
  while (at < seconds * 1_000) {
    const { script, lang = "en-US" } = scenario;
    const sentence = script?.[sentences.length % script.length] ?? dice.pick(SCRIPT);
    const spoken = spokenWords(sentence, lang).map(({ text }) => text);
    sentences.push(sentence);
    for (const text of scenario.write?.(spoken, sentences.length - 1) ?? spoken) {
      const endMs = at + 110 + 42 * text.length + dice.between(0, 90);
      words.push(hear(dice, habits, { text, startMs: Math.round(at), endMs: Math.round(endMs) }));
      at = endMs + dice.between(0, 50);
    }
    at += dice.between(...(scenario.pauseMs ?? [150, 1_100]));
  }
  return { words, sentences };
}

/** A phrase of three words that alternates between two forms every quarter of a second. */
function withRewrites(dice: Dice, times: number, words: HeardWord[]): HeardWord[] {
  const first = dice.whole(3, words.length - 20);
  return words.map((word, index) => {
    if (times === 0 || index < first || index > first + 2) return word;
    const beliefs = Array.from({ length: times }, (_, turn) => ({
      form: turn % 2 === 0 ? `${word.last.slice(0, 2)}${turn % 4}` : word.last,
      untilMs: word.endMs + 250 * (turn + 1),
    }));
    return { ...word, beliefs, stableMs: word.endMs + 250 * times + 500 };
  });
}

/**
 * @param tailMs the part of the silence after an utterance that belongs to it
 * @param longestMs the longest utterance without a pause
 */
export function divide(
  words: readonly HeardWord[],
  endpointMs: number,
  tailMs: number,
  longestMs = Number.POSITIVE_INFINITY,
): Utterance[] {
  const utterances: Utterance[] = [];
  let from = 0;
  words.forEach((word, index) => {
    const next = words[index + 1];
    const isSilent = !next || next.startMs - word.endMs >= endpointMs;
    if (!isSilent && word.endMs - (words[from]?.startMs ?? 0) < longestMs) return;
    const endMs = isSilent ? word.endMs + tailMs : next.startMs;
    utterances.push({ words: words.slice(from, index + 1), endMs, isCut: !isSilent });
    from = index + 1;
  });
  return utterances;
}

/** The interim results of an utterance, then its final. */
function eventsOf(dice: Dice, habits: Habits, utterance: Utterance, fromMs: number, lang: string): TraceEvent[] {
  const { words, endMs, isCut } = utterance;
  const space = isUnspaced(lang) ? "" : " ";
  const events: TraceEvent[] = [];
  const lastMs = words.at(-1)?.endMs ?? 0;
  let at = (words[0]?.startMs ?? 0) + 200;
  let shown = "";
  const overMs = isCut ? lastMs + 150 : lastMs + 600;
  while (at < overMs) {
    const covered = Math.round(Math.min(at - dice.between(150, 350), endMs));
    const { text, stable } = interim(words, covered, dice.hits(habits.cut), space);
    const saying = habits.saysStable ? { stable } : {};
    if (text !== shown && text !== "")
      events.push({ at: Math.round(at), event: hypothesis(text, fromMs, covered, saying) });
    shown = text;
    at += dice.between(100, 300);
  }
  const said = words.map(({ text }) => text).join(space);
  const place = { startSample: msToSamples(Math.max(fromMs, words[0]?.startMs ?? 0)), endSample: msToSamples(endMs) };
  events.push({
    at: isCut ? lastMs + 190 : Math.round(at + dice.between(0, 300)),
    event: { type: "final", text: said, ...place, words: null },
  });
  return events;
}

function hypothesis(text: string, fromMs: number, covered: number, saying: { stable?: number }): RecogniserEvent {
  return { type: "hypothesis", text, startSample: msToSamples(fromMs), covered: msToSamples(covered), ...saying };
}

function interim(
  words: readonly HeardWord[],
  covered: number,
  cut: boolean,
  space: string,
): { text: string; stable: number } {
  const forms = words.map((word) => formAt(word, covered, cut));
  const unstable = words.findIndex((word) => covered < word.stableMs);
  const stable = forms.slice(0, unstable === -1 ? forms.length : unstable).filter((form) => form !== "");
  return { text: forms.filter((form) => form !== "").join(space), stable: stable.join(space).length };
}

/** The recogniser fails in mid-utterance; the next one begins again at the utterance, and its final comes twice. */
function again(
  dice: Dice,
  habits: Habits,
  utterance: Utterance,
  fromMs: number,
  lang: string,
  said: readonly TraceEvent[],
): TraceEvent[] {
  const before = said.slice(0, dice.whole(1, said.length - 1));
  const failedAt = before.at(-1)?.at ?? 0;
  const lastAt = said.at(-1)?.at ?? 0;
  // Waiting sound is recognised faster than it was spoken.
  const again = eventsOf(dice, habits, utterance, fromMs, lang).map(({ at, event }) => ({
    at: Math.round(Math.max(at, failedAt + 300 + ((at - fromMs) * (lastAt - failedAt)) / Math.max(1, lastAt - fromMs))),
    event,
  }));
  const final = again.at(-1);
  return [
    ...before,
    { at: failedAt + 100, event: { type: "reopened" } },
    ...again,
    ...(final ? [{ ...final, at: final.at + 50 }] : []),
  ];
}

/** Orders events by time: an engine sends one after the other. */
export function inOrder(events: readonly TraceEvent[]): TraceEvent[] {
  let last = 0;
  return events.map((event) => {
    last = Math.max(last, event.at);
    return { ...event, at: last };
  });
}
