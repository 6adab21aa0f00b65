import { expect, test } from "vitest";
import { msToSamples } from "#protocol/sound";
import { CommitPolicy } from "#worker/commit-policy/policy";
import { wordsOfTail } from "#worker/commit-policy/stored-tail";
import { textOf } from "#worker/commit-policy/words";
import { speller } from "#worker/terms/speller";

const spell = speller([
  { written: "Interline", heardAs: ["inter line"] },
  { written: "Nguyễn Thị Minh Khai", heardAs: ["win"] },
]);
const HEARD = "we read inter line on win street";
const AGAIN = `${HEARD} and then go home`;

test.each([
  ["no word times", null],
  [
    "word times",
    HEARD.split(" ").map((word, n) => ({ word, startMs: n * 300, endMs: n * 300 + 290, confidence: null })),
  ],
])("a worker that takes over recognises words that a vocabulary rewrote, with %s", (_, words) => {
  const text = spell(HEARD);
  expect(text).toBe("we read Interline on Nguyễn Thị Minh Khai street");
  const stored = { text, engineText: words ? null : HEARD, lang: "en-US", startMs: 0, endMs: 2_090, words };
  const policy = new CommitPolicy({ lang: "en-US", anchor: 0, committed: wordsOfTail([stored]) });
  const { pieces, contradicted } = policy.onEvent({
    type: "final",
    text: AGAIN,
    startSample: 0,
    endSample: msToSamples(4_000),
    words: null,
  });
  expect(pieces.map(({ added }) => textOf(added))).toEqual(["and then go home"]);
  expect(contradicted).toBe(0);
});
