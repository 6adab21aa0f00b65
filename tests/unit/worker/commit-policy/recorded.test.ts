import { describe, expect, test } from "vitest";
import { samplesToMs } from "#protocol/sound";
import { wordErrors } from "#testing/examples/speech";
import { type Replayed, replay, replayEach, wordsIn } from "#testing/traces/replay";
import type { Trace, TraceEvent } from "#testing/traces/trace";
import { keyOf } from "#worker/commit-policy/words";
import { recordedTraces } from "../../../../bench/quality/traces";

const committed = (...replays: Replayed[]) => replays.flatMap((replayed) => wordsIn(replayed).map(({ key }) => key));
const errorsIn = (trace: Trace, ...replays: Replayed[]) =>
  wordErrors(
    trace.words.map(({ word }) => keyOf(word)),
    committed(...replays),
  );

/** The number of places, evenly spread, at which a worker ends in a long talk. */
const MOST_DEATHS = 150;

function deathsOf(trace: Trace): Replayed[] {
  const states = [...replayEach(trace)];
  const step = Math.ceil(states.length / MOST_DEATHS);
  return states.filter((_, at) => at % step === 0);
}

/** A new recogniser returns the old one's finals with word times for the sound after the anchor. */
function fedFrom(trace: Trace, anchor: number): Trace {
  const events = trace.events.flatMap(({ at, event }): TraceEvent[] => {
    if (event.type !== "final" || event.endSample <= anchor) return [];
    const words = (event.words ?? []).filter(({ startMs, endMs }) => (startMs + endMs) / 2 >= samplesToMs(anchor));
    if (words.length === 0) return [];
    const text = words.map(({ word }) => word).join(" ");
    return [{ at, event: { ...event, text, words, startSample: Math.max(anchor, event.startSample) } }];
  });
  return { ...trace, events };
}

describe.each(recordedTraces().map((trace) => [trace.name, trace] as const))(
  "PocketSphinx's recorded output of %s",
  (_, trace) => {
    test("is committed in order, with no more differences from the finals than are counted", () => {
      const replayed = replay(trace);
      const words = wordsIn(replayed);
      const middles = words.map(({ startMs, endMs }) => (startMs + endMs) / 2);
      expect(middles).toEqual(middles.toSorted((a, b) => a - b));
      expect(errorsIn(trace, replayed)).toBeLessThanOrEqual(replayed.contradicted);
    });

    test("has no more wrong, lost or doubled words if a worker ends, at any tested place", () => {
      const whole = errorsIn(trace, replay(trace));
      for (const before of deathsOf(trace)) {
        const after = replay(fedFrom(trace, before.anchor), { after: before });
        expect(errorsIn(trace, before, after), `after ${before.moments.at(-1)?.at ?? 0} ms`).toBeLessThanOrEqual(whole);
      }
    });
  },
);
