import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { msToSamples } from "#protocol/sound";
import { wordErrors } from "#testing/examples/speech";
import { generate, SCENARIOS } from "#testing/traces/generate";
import { type Replayed, replay, replayEach, wordsIn } from "#testing/traces/replay";
import type { Trace } from "#testing/traces/trace";
import { keyOf } from "#worker/commit-policy/words";

const scenarios = Object.keys(SCENARIOS);
const seeds = fc.integer({ min: 1_000, max: 9_999 });

const said = (trace: Trace) => trace.words.map(({ word }) => keyOf(word));
const committed = (...replays: Replayed[]) => replays.flatMap((replayed) => wordsIn(replayed).map(({ key }) => key));

describe.each(scenarios)("in a stream of the kind %j", (name) => {
  test("every word is committed once and in order, and differences from the finals are counted", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const trace = generate(name, seed, { seconds: 30 });
        const replayed = replay(trace);
        const errors = wordErrors(said(trace), committed(replayed));
        expect(errors).toBeLessThanOrEqual(replayed.contradicted);
        expect(errors / trace.words.length).toBeLessThan(0.1);
      }),
      { numRuns: 5, seed: 5 },
    );
  });

  test("pieces are in the order of the sound, and are settled less than 8 s after the end of their first word", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { moments } = replay(generate(name, seed, { seconds: 30 }));
        let end = 0;
        for (const { at, pieces } of moments) {
          for (const { added } of pieces.filter(({ added }) => added.length > 0)) {
            const [first, last] = [added[0], added.at(-1)];
            expect(first && last && first.startMs <= last.endMs).toBe(true);
            expect(last?.endMs).toBeGreaterThanOrEqual(end);
            expect(at - (first?.endMs ?? 0)).toBeLessThan(8_000);
            end = last?.endMs ?? end;
          }
        }
      }),
      { numRuns: 3, seed: 5 },
    );
  });

  test("without word times only a final moves the anchor", () => {
    const trace = generate(name, 7, { seconds: 30 });
    const finals = trace.events.flatMap(({ event }) => (event.type === "final" ? [event.endSample] : []));
    const anchors = new Set(replay(trace).moments.map(({ anchor }) => anchor));
    expect([0, ...finals]).toEqual(expect.arrayContaining([...anchors]));
  });

  test("no word is lost or doubled, after whichever event a worker ends", () => {
    const trace = generate(name, 11, { seconds: 20, isSure: true });
    for (const before of replayEach(trace)) {
      const fromMs = before.anchor / msToSamples(1);
      const after = replay(generate(name, 11, { seconds: 20, isSure: true, fromMs }), { after: before });
      expect(committed(before, after)).toEqual(said(trace));
    }
  });

  test("with wrong words, no more words are lost or doubled than are counted, after whichever event a worker ends", () => {
    fc.assert(
      fc.property(seeds, fc.nat(), (seed, cut) => {
        const trace = generate(name, seed, { seconds: 20 });
        const states = [...replayEach(trace)];
        const before = states[cut % states.length] as Replayed;
        const fromMs = before.anchor / msToSamples(1);
        const after = replay(generate(name, seed, { seconds: 20, fromMs }), { after: before });
        const errors = wordErrors(said(trace), committed(before, after));
        expect(errors).toBeLessThanOrEqual(before.contradicted + after.contradicted);
      }),
      { numRuns: 20, seed: 5 },
    );
  });
});
