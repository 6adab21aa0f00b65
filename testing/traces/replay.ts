import { msToSamples } from "#protocol/sound";
import type { JudgedWord } from "#store/segments/word-confidences";
import type { OpenStart } from "#worker/commit-policy/open-segment";
import type { Outcome, SettledPiece } from "#worker/commit-policy/outcome";
import type { PlacedWord } from "#worker/commit-policy/placed-words";
import { CommitPolicy } from "#worker/commit-policy/policy";
import type { PolicyRule } from "#worker/commit-policy/rule";
import { endsSentence, toSegmentText } from "#worker/commit-policy/sentence";
import type { SegmentEnd } from "#worker/commit-policy/sentence-end";
import { wordsOfTail } from "#worker/commit-policy/stored-tail";
import { textOf } from "#worker/commit-policy/words";
import { reachOf } from "#worker/serving/transcriber";
import type { Trace } from "./trace";

/** A step in the growth of a segment. */
export type ShownPiece = {
  /** The words that are settled by this step, and all of the segment. */
  readonly added: readonly PlacedWord[];
  readonly words: readonly PlacedWord[];
  /** The settled text of the segment. */
  readonly text: string;
  readonly opens: boolean;
  readonly by: string;
  /** The reason for the segment's end here; null if it stays open. */
  readonly end: SegmentEnd | null;
};

/** The screen at one moment. */
export type Shown = {
  readonly at: number;
  readonly pieces: readonly ShownPiece[];
  /** The whole text of the spoken sentence, settled or not. */
  readonly draft: string;
  /** The anchor at this moment, in samples. */
  readonly anchor: number;
};

export type Replayed = {
  readonly moments: readonly Shown[];
  readonly contradicted: number;
  /** The confidences that settled words got later, oldest first. */
  readonly judged: readonly JudgedWord[];
  /** The last anchor, in samples. */
  readonly anchor: number;
};

/** The interval at which the worker checks standing words while the engine is silent. */
const RECHECK_MS = 200;

export type Play = {
  readonly rule?: PolicyRule;
  /** The previous worker's state at the hand-over. */
  readonly after?: Replayed;
};

/** Replays a trace through the commit policy. */
export function replay(trace: Trace, play: Play = {}): Replayed {
  const nothing = { moments: [], contradicted: 0, judged: [], anchor: play.after?.anchor ?? 0 };
  return [...replayEach(trace, play)].at(-1) ?? nothing;
}

/** The states before the first event and after each one, where a worker may end. */
export function* replayEach(trace: Trace, { rule, after }: Play = {}): Generator<Replayed> {
  const { lang, durationMs } = trace;
  const stored = after ? storedSegments(after, lang) : [];
  const committed = wordsOfTail(stored);
  const open = after ? openIn(after, wordsOfTail(stored.slice(-1))) : undefined;
  const start = { lang, anchor: after?.anchor ?? 0, committed, ...(open && { open }), ...(rule && { rule }) };
  const policy = new CommitPolicy(start);
  const moments: Shown[] = [];
  const judged: JudgedWord[] = [];
  let contradicted = 0;
  let anchor = after?.anchor ?? 0;
  const show = (at: number, outcome: Outcome) => {
    contradicted += outcome.contradicted;
    judged.push(...outcome.judged);
    anchor = outcome.anchor;
    const pieces = outcome.pieces.map(shownPiece);
    moments.push({ at, pieces, draft: shownDraft(outcome.draft, lang), anchor });
  };
  const state = () => ({ moments: [...moments], contradicted, judged: [...judged], anchor });
  const tellsSilence = trace.events.some(({ event }) => event.type === "quiet");
  let [last, covered] = [0, 0];
  for (const { at, event } of trace.events) {
    yield state();
    for (let silent = RECHECK_MS; policy.isOpen && last + silent < at; silent += RECHECK_MS) {
      const reach = Math.min(msToSamples(durationMs), covered + msToSamples(silent));
      show(last + silent, policy.recheck(reach, silent, !tellsSilence));
    }
    last = at;
    if (event.type === "reopened") {
      policy.refeed();
      continue;
    }
    if (event.type === "stopped") {
      show(at, policy.settleWhole());
      continue;
    }
    covered = reachOf(event);
    show(at, policy.onEvent(event));
  }
  yield state();
}

/** Every settled word, in order. */
export function wordsIn({ moments }: Replayed): PlacedWord[] {
  return moments.flatMap(({ pieces }) => pieces.flatMap(({ added }) => added));
}

/** The segments as the store keeps them for the next worker: word times only if all words have them. */
function storedSegments({ moments }: Replayed, lang: string) {
  const pieces = moments.flatMap(({ pieces }) => pieces);
  const lasts = pieces.filter(({ end }, at) => end !== null || at === pieces.length - 1);
  return lasts.map(({ words }) => {
    const times = words.flatMap(({ text: word, time }) => (time ? [{ word, ...time }] : []));
    return {
      text: textOf(words),
      engineText: null,
      lang,
      startMs: words[0]?.startMs ?? 0,
      endMs: words.at(-1)?.endMs ?? 0,
      words: times.length === words.length ? times : null,
    };
  });
}

/** @param words of the last segment, open or closed */
function openIn({ moments }: Replayed, words: readonly PlacedWord[]): OpenStart | undefined {
  const last = moments.flatMap(({ pieces }) => pieces).at(-1);
  if (!last) return undefined;
  return last.end === null ? { words, opens: last.opens } : { words: [], opens: endsSentence(last.text) };
}

function shownPiece({ added, words, lang, opens, needsMark, by, end }: SettledPiece): ShownPiece {
  const text = toSegmentText(textOf(words), lang, { opens, closes: needsMark });
  return { added, words, text, opens, by, end };
}

function shownDraft({ settled, believed, opens }: Outcome["draft"], lang: string): string {
  return toSegmentText(textOf([...settled, ...believed]), lang, { opens, closes: false });
}
