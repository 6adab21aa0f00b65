import { expect, test } from "vitest";
import { msToSamples } from "#protocol/sound";
import { CommitPolicy } from "#worker/commit-policy/policy";
import type { RecogniserEvent } from "#worker/stt/port";

type Said = readonly (readonly [word: string, startMs: number, confidence?: number])[];

const WORD_MS = 300;
const PHRASE: Said = "the pond is deep and cold".split(" ").map((word, at) => [word, 1_000 + at * WORD_MS] as const);
/** Its first four words are settled by it, two more words are said after it. */
const AFTER: Said = [...PHRASE, ["then", 3_800], ["we", 4_100]];

const timed = (said: Said) =>
  said.map(([word, startMs, confidence = null]) => ({ word, startMs, endMs: startMs + WORD_MS - 20, confidence }));
const textOf = (said: Said) => said.map(([word]) => word).join(" ");

function hypothesis(said: Said, coveredMs: number): RecogniserEvent {
  return {
    type: "hypothesis",
    text: textOf(said),
    startSample: msToSamples(800),
    covered: msToSamples(coveredMs),
    words: timed(said),
  };
}

function final(said: Said, endMs: number): RecogniserEvent {
  const [startSample, endSample] = [msToSamples(800), msToSamples(endMs)];
  return { type: "final", text: textOf(said), startSample, endSample, words: timed(said) };
}

/** Settles the words of `PHRASE` from hypotheses. */
function settled() {
  const policy = new CommitPolicy({ lang: "en-US", anchor: 0, committed: [] });
  const pieces = [];
  for (let at = 2_900; at <= 6_500; at += 300) pieces.push(...policy.onEvent(hypothesis(AFTER, at)).pieces);
  const words = pieces.flatMap(({ added }) => added);
  expect(words.map(({ text }) => text)).toEqual(AFTER.map(([word]) => word));
  expect(words.map(({ time }) => time?.confidence)).toEqual(AFTER.map(() => null));
  return policy;
}

test("a final gives its confidences to the words that were settled before it, named by their own times", () => {
  const policy = settled();
  const said: Said = AFTER.map(([word, startMs], at) => [word, startMs + 30, 0.1 + at / 10]);
  const { judged } = policy.onEvent(final(said, 6_500));
  expect(judged).toEqual(
    AFTER.map(([, startMs], at) => ({ startMs, endMs: startMs + WORD_MS - 20, confidence: 0.1 + at / 10 })),
  );
});

test("a settled word that the final replaces by another one gets confidence 0", () => {
  const policy = settled();
  const said: Said = AFTER.map(([word, startMs]) => [word === "deep" ? "steep" : word, startMs, 0.9]);
  const { judged, contradicted } = policy.onEvent(final(said, 6_500));
  expect(contradicted).toBe(1);
  expect(judged.map(({ confidence }) => confidence)).toEqual(AFTER.map(([word]) => (word === "deep" ? 0 : 0.9)));
});

test("the next pieces of the open segment carry the confidences", () => {
  const policy = settled();
  const said: Said = AFTER.map(([word, startMs]) => [word, startMs, 0.7]);
  const first = policy.onEvent(final([...said, ["sat", 6_000, 0.6]], 6_400));
  const piece = first.pieces.at(-1);
  expect(piece?.words.at(-1)).toMatchObject({ text: "sat", time: { confidence: 0.6 } });
  expect(piece?.words.slice(0, -1).map(({ time }) => time?.confidence)).toEqual(
    piece?.words.slice(0, -1).map(() => 0.7),
  );
});

test("words without a final are not judged, and no word is judged twice", () => {
  const policy = settled();
  const said: Said = AFTER.map(([word, startMs]) => [word, startMs, 0.7]);
  expect(policy.onEvent(final(said, 6_500)).judged).toHaveLength(AFTER.length);
  policy.refeed();
  expect(policy.onEvent(final(said, 6_500)).judged).toEqual([]);
  const other = settled();
  expect(other.finish(msToSamples(7_000)).judged).toEqual([]);
});

test("speech that the engine takes back as silence gets confidence 0", () => {
  const { judged } = settled().onEvent({ type: "quiet", upToSample: msToSamples(7_000) });
  expect(judged.map(({ confidence }) => confidence)).toEqual(AFTER.map(() => 0));
});
