import { wordsOf } from "#testing/examples/speech";
import { replay, wordsIn } from "#testing/traces/replay";
import { spokenText, type Trace } from "#testing/traces/trace";
import { alignWords } from "./quality/align-words";
import { recordedTraces } from "./quality/traces";

/**
 * Measures how well PocketSphinx's confidences separate wrong words from right ones: `node --import tsx bench/confidence.ts`.
 * It replays the recorded traces, so the words are those that a transcript gets.
 */
type Rated = { readonly confidence: number | null; readonly isRight: boolean };

const THRESHOLDS = [0.001, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9];

/** Every settled word, with the confidence that it has in the end. */
function ratedWords(trace: Trace): Rated[] {
  const replayed = replay(trace);
  const later = new Map(replayed.judged.map(({ startMs, endMs, confidence }) => [`${startMs} ${endMs}`, confidence]));
  const words = wordsIn(replayed);
  const spoken = wordsOf(spokenText(trace));
  const places = alignWords(
    spoken,
    words.map(({ key }) => key),
  );
  const right = new Set(places.filter((place, at) => place !== null && words[place]?.key === spoken[at]));
  return words.map(({ startMs, endMs, time }, at) => ({
    confidence: time?.confidence ?? later.get(`${startMs} ${endMs}`) ?? null,
    isRight: right.has(at),
  }));
}

const rated = recordedTraces().flatMap(ratedWords);
const wrong = rated.filter(({ isRight }) => !isRight).length;
const percent = (count: number, of: number) => `${((100 * count) / Math.max(1, of)).toFixed(1)} %`;
const unknown = rated.filter(({ confidence }) => confidence === null).length;
console.log(`${rated.length} words, ${percent(wrong, rated.length)} wrong; ${unknown} without a confidence`);
for (const threshold of THRESHOLDS) {
  const below = rated.filter(({ confidence }) => confidence !== null && confidence < threshold);
  const hits = below.filter(({ isRight }) => !isRight).length;
  console.log(
    `below ${threshold}: ${percent(below.length, rated.length)} of all words, ${percent(hits, wrong)} of the wrong ones, ` +
      `${percent(below.length - hits, rated.length - wrong)} of the right ones; ${percent(hits, below.length)} of them are wrong`,
  );
}
