import { msToSamples } from "#protocol/sound";
import type { Word } from "#protocol/transcript";
import { Dice } from "./dice";
import { bare, formAt, type Habits, type HeardWord, hear } from "./engine";
import { divide, inOrder, type Utterance } from "./generate";
import { SCRIPT } from "./script";
import { GARDEN_TALK, sentencesOf } from "./talks";
import type { Trace, TraceEvent } from "./trace";

/** A speaker's delivery for an engine like PocketSphinx. Silences between words in ms of sound. */
export type Delivery = Partial<Habits> & {
  readonly sentenceMs?: readonly [least: number, most: number];
  readonly commaMs?: readonly [least: number, most: number];
  /** A silence in mid-sentence, and its frequency. */
  readonly hesitationMs?: readonly [least: number, most: number];
  readonly hesitates?: number;
  /** Sentences that are spoken in this order, repeatedly; default: drawn from the scripts. */
  readonly script?: readonly string[];
};

export const UNMARKED_SCENARIOS: Readonly<Record<string, Delivery>> = {
  "as people pause": {},
  "often misheard": { wrong: 0.35, rightInFinal: 0.012 },
};

const USUAL: Habits = {
  wrong: 0.2,
  rightAfterMs: 350,
  missing: 0.02,
  rightInFinal: 0.003,
  cut: 0.7,
  marks: "none",
  saysStable: false,
  negationMs: null,
};
/** A silence of this length ends an utterance. */
const ENDPOINT_MS = 500;
/** The part of that silence that the final includes. */
const TAIL_MS = 250;
const STEP_MS = 100;
/** The engine sends a final after this long without a pause, ms. */
const LONGEST_MS = 12_000;

const ALL = [...SCRIPT, ...sentencesOf(GARDEN_TALK)];

/** Generates a trace like PocketSphinx's: word times, no punctuation, no stability. Deterministic for delivery and seed. */
export function generateUnmarked(name: string, seed: number, seconds = 60): Trace {
  return deliver(`PocketSphinx, ${name} ${seed}`, UNMARKED_SCENARIOS[name] ?? {}, seed, seconds);
}

export function deliver(name: string, delivery: Delivery, seed: number, seconds: number): Trace {
  const habits: Habits = { ...USUAL, ...delivery };
  const dice = new Dice(seed);
  const { words, sentences } = speak(dice, habits, delivery, seconds);
  const utterances = divide(words, ENDPOINT_MS, TAIL_MS, LONGEST_MS);
  const events = inOrder(utterances.flatMap((utterance) => eventsOf(dice, habits, utterance)));
  return {
    name,
    lang: "en-US",
    words: words.map(({ text, endMs }) => ({ word: text, endMs })),
    sentences,
    events,
    durationMs: (events.at(-1)?.at ?? 0) + 100,
  };
}

function speak(dice: Dice, habits: Habits, delivery: Delivery, seconds: number) {
  const { sentenceMs = [250, 900], commaMs = [80, 200], hesitationMs = [200, 600], hesitates = 0.03 } = delivery;
  const words: HeardWord[] = [];
  const sentences: string[] = [];
  let at = 300;
  while (at < seconds * 1_000) {
    const sentence = delivery.script?.[sentences.length % delivery.script.length] ?? dice.pick(ALL);
    sentences.push(sentence);
    const spoken = sentence.split(" ");
    spoken.forEach((text, index) => {
      const endMs = Math.round(at + 110 + 42 * bare(text).length + dice.between(0, 90));
      words.push(hear(dice, habits, { text: text.toLowerCase(), startMs: Math.round(at), endMs }));
      at = endMs;
      if (index === spoken.length - 1) at += dice.between(...sentenceMs);
      else if (/[,;:]$/.test(text)) at += dice.between(...commaMs);
      else if (dice.hits(hesitates)) at += dice.between(...hesitationMs);
    });
  }
  return { words, sentences };
}

/** A hypothesis every tenth of a second if the words have changed, and the final in the silence. */
function eventsOf(dice: Dice, habits: Habits, { words, endMs, isCut }: Utterance): TraceEvent[] {
  const events: TraceEvent[] = [];
  const [startMs, lastMs] = [words[0]?.startMs ?? 0, words.at(-1)?.endMs ?? 0];
  const startSample = msToSamples(startMs);
  const silenceMs = isCut ? STEP_MS : ENDPOINT_MS;
  let shown = "";
  for (let covered = startMs + 2 * STEP_MS; covered < lastMs + silenceMs; covered += STEP_MS) {
    const held = wordsAt(words, covered, dice.hits(habits.cut));
    const text = held.map(({ word }) => word).join(" ");
    if (text === shown || text === "") continue;
    shown = text;
    const at = Math.round(covered + dice.between(5, 120));
    events.push({ at, event: { type: "hypothesis", text, startSample, covered: msToSamples(covered), words: held } });
  }
  const said = words.map(({ text, startMs, endMs }) => ({ word: text, startMs, endMs, confidence: 1 }));
  events.push({
    at: Math.round(lastMs + silenceMs + dice.between(50, 300)),
    event: {
      type: "final",
      text: said.map(({ word }) => word).join(" "),
      startSample,
      endSample: msToSamples(endMs),
      words: said,
    },
  });
  return events;
}

function wordsAt(words: readonly HeardWord[], covered: number, cut: boolean): Word[] {
  return words.flatMap((word) => {
    const form = formAt(word, covered, cut);
    const endMs = Math.min(word.endMs, covered - STEP_MS);
    return form === ""
      ? []
      : [{ word: form, startMs: word.startMs, endMs: Math.max(word.startMs, endMs), confidence: null }];
  });
}
