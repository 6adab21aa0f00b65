import { CHUNK_SAMPLES, msToSamples, samplesToMs } from "#protocol/sound";
import { keyOf } from "#worker/commit-policy/words";
import { type SentenceEnd, sentenceEnds } from "../quality/segments";
import type { PageRecord } from "./page-record";
import { type PageSession, type PageWord, readSession, type SeenDraft } from "./page-segments";

const CHUNK_MS = samplesToMs(CHUNK_SAMPLES);
/** The number of words that the worker holds back at the end of a translated open sentence. */
const HELD_BACK = 2;

/** Lags in ms, from the end of a word to its appearance on the page. A word that never appeared is missing. */
export type Lags = {
  readonly firstDraft: readonly number[];
  /** The first version of a segment that holds the word. */
  readonly settled: readonly number[];
  /** A translation that covers the word, of the open sentence or the final one. */
  readonly translationShown: readonly number[];
  /** From the end of each sentence's last word. */
  readonly finalTranslation: readonly number[];
  /** Shares from 0 to 1: of the sound that was recognised, and of the closed segments that end with a sentence. */
  readonly coverage: number;
  readonly sentenceEnds: number;
  readonly segments: number;
  readonly text: string;
};

/**
 * The lags of one session on a page, from its first take.
 * @param lang the language that is read
 * @param sentences the spoken sentences
 */
export function lagsOf(record: PageRecord, lang: string, sentences: readonly string[]): Lags {
  const session = readSession(record, lang);
  const { segments, drafts, gapMs, covered } = session;
  const capturedAt = captureTimes(record);
  const words = segments.flatMap((segment) => segment.words.map((word, index) => ({ ...word, segment, index })));
  const since = (word: PageWord, at: number | null | undefined) => {
    const spokenAt = capturedAt(word.endMs);
    return at === null || at === undefined || spokenAt === null ? [] : [at - spokenAt];
  };
  const ends = sentenceEnds(
    { sentences, lang: "en-US" },
    words.map(({ word }) => keyOf(word)),
  );
  const capturedMs = Math.max(0, ...record.sent.map(({ n }) => n)) * CHUNK_MS;
  const closed = segments.filter(({ closedAt }) => closedAt !== null);
  return {
    firstDraft: words.flatMap((word) => {
      const draft = drafts.find((one) => one.covered >= msToSamples(word.endMs));
      return since(word, Math.min(draft?.at ?? word.at, word.at));
    }),
    settled: words.flatMap((word) => since(word, word.at)),
    translationShown: words.flatMap((word) => {
      const early = earlyTranslation(session, word.segment.seq, word.index);
      const final = word.segment.translatedAt ?? Number.POSITIVE_INFINITY;
      const at = Math.min(early, final);
      return since(word, Number.isFinite(at) ? at : null);
    }),
    finalTranslation: ends.flatMap(({ least }) => {
      const last = words[least - 1];
      return last ? since(last, last.segment.translatedAt) : [];
    }),
    coverage: capturedMs === 0 ? 0 : (Math.min(samplesToMs(covered), capturedMs) - gapMs) / capturedMs,
    sentenceEnds:
      closed.length === 0 ? 0 : closed.filter((one) => endsSentence(session, one.seq, ends)).length / closed.length,
    segments: closed.length,
    text: segments.map(({ text }) => text).join(" "),
  };
}

/** The time at which the sound at a position of the session's clock was captured; null: never. */
function captureTimes({ sent }: PageRecord): (ms: number) => number | null {
  const captured = new Map<number, number>();
  for (const { n, at } of sent) if (!captured.has(n)) captured.set(n, at);
  return (ms) => {
    const n = Math.max(1, Math.ceil(ms / CHUNK_MS));
    const at = captured.get(n);
    return at === undefined ? null : at - (n * CHUNK_MS - ms);
  };
}

/** The time at which a translation of an open sentence first covered its word at `index`. */
function earlyTranslation({ drafts, translatedDrafts }: PageSession, seq: number, index: number): number {
  const own = drafts.filter((draft) => draft.seq === seq);
  const covers = (translated: SeenDraft) => {
    const source = own.findLast(({ covered }) => covered <= translated.covered);
    return source !== undefined && source.text.split(" ").length - HELD_BACK > index;
  };
  return translatedDrafts.find((draft) => draft.seq === seq && covers(draft))?.at ?? Number.POSITIVE_INFINITY;
}

function endsSentence({ segments }: PageSession, seq: number, ends: readonly SentenceEnd[]): boolean {
  const end = segments.filter((one) => one.seq <= seq).reduce((sum, { words }) => sum + words.length, 0);
  return ends.some(({ least, most }) => end >= least && end <= most);
}
