import { describe, expect, test } from "vitest";
import { samplesToMs } from "#protocol/sound";
import { bare } from "#testing/traces/engine";
import { generateFrom, NONSTOP, type Scenario } from "#testing/traces/generate";
import { replay, wordsIn } from "#testing/traces/replay";
import { keyOf } from "#worker/commit-policy/words";

/** An engine that returns every word right at its end, and before that its first half. */
const CLEAR: Scenario = { cut: 1, wrong: 0, missing: 0, rightInFinal: 0, pauseMs: NONSTOP };
const SECONDS = 12;

describe.each([
  ["with punctuation", CLEAR],
  ["without punctuation", { ...CLEAR, marks: "none" as const }],
])("the sound stops in mid-speech, %s", (_, scenario) => {
  const speak = (fromMs: number) => generateFrom("clear", scenario, 5, { seconds: SECONDS, fromMs });
  const whole = speak(0);
  const spoken = whole.words.map(({ word }) => keyOf(bare(word)));

  test("the words are the same as without a stop, after whichever event the sound stops", () => {
    const ends = new Set<string | null>();
    for (const [at] of whole.events.entries()) {
      const events = whole.events.slice(0, at + 1);
      const stoppedAt = (events.at(-1)?.at ?? 0) + 1;
      const before = replay({ ...whole, events: [...events, { at: stoppedAt, event: { type: "stopped" } }] });
      const last = before.moments.at(-1)?.pieces.at(-1);
      if (last) ends.add(last.end);
      const after = replay(speak(samplesToMs(before.anchor)), { after: before });
      const keys = [before, after].flatMap((replayed) => wordsIn(replayed).map(({ key }) => key));
      expect(keys, `after ${stoppedAt} ms`).toEqual(spoken);
      expect(after.contradicted, `after ${stoppedAt} ms`).toBe(0);
    }
    // The sentence that the stop breaks off is closed.
    expect([...ends]).toEqual(["break"]);
  });
});
