import { DraftMessage, HeadMessage, SegmentMessage, TranslationMessage } from "#protocol/messages";
import { CHUNK_SAMPLES, msToSamples, samplesToMs } from "#protocol/sound";
import type { PageRecord } from "./page-record";

const CHUNK_MS = samplesToMs(CHUNK_SAMPLES);

/** Per word, ms from its end to what is on the page. A word that never got there is missing. */
export type Lags = {
  readonly firstDraft: readonly number[];
  readonly commit: readonly number[];
  readonly translation: readonly number[];
  /** Share of the sound that was heard: 1 is all. */
  readonly coverage: number;
  readonly text: string;
};

type Line = { readonly seq: number; readonly startMs: number; readonly endMs: number; readonly text: string };

/**
 * What a page saw of one session that began with its first take.
 * A line says where it begins and ends; its words are taken to lie in it by their letters.
 * @param lang the language that is read
 */
export function lagsOf({ sent, heard }: PageRecord, lang: string): Lags {
  const captured = new Map<number, number>();
  for (const { n, at } of sent) if (!captured.has(n)) captured.set(n, at);
  /** When the sound at this place of the session's clock was captured. */
  const capturedAt = (ms: number): number | null => {
    const n = Math.max(1, Math.ceil(ms / CHUNK_MS));
    const at = captured.get(n);
    return at === undefined ? null : at - (n * CHUNK_MS - ms);
  };
  const drafts: { readonly covered: number; readonly at: number }[] = [];
  const lines = new Map<number, Line & { readonly at: number }>();
  const translated = new Map<number, number>();
  let [gapMs, covered] = [0, 0];
  for (const { event, message, at } of heard) {
    if (event === "draft") {
      const { draft } = DraftMessage.parse(message);
      if (!draft.lang && draft.text !== "") drafts.push({ covered: draft.covered, at });
    } else if (event === "segment") {
      const { segment } = SegmentMessage.parse(message);
      if (segment.kind === "gap") gapMs += segment.endMs - segment.startMs;
      else if (!lines.has(segment.seq)) lines.set(segment.seq, { ...segment, at });
    } else if (event === "translation") {
      const { translation } = TranslationMessage.parse(message);
      if (translation.lang === lang && !translated.has(translation.seq)) translated.set(translation.seq, at);
    } else {
      covered = Math.max(covered, HeadMessage.parse(message).head.covered);
    }
  }
  const all = [...lines.values()].sort((a, b) => a.seq - b.seq);
  const words = all.flatMap((line) => wordEnds(line).map((endMs) => ({ line, endMs, spokenAt: capturedAt(endMs) })));
  const since = (pick: (word: (typeof words)[number]) => number | undefined) =>
    words.flatMap((word) => {
      const at = pick(word);
      return at === undefined || word.spokenAt === null ? [] : [at - word.spokenAt];
    });
  const capturedMs = Math.max(0, ...captured.keys()) * CHUNK_MS;
  const heardMs = Math.min(samplesToMs(covered), capturedMs) - gapMs;
  return {
    firstDraft: since(({ line, endMs }) => {
      const draft = drafts.find((one) => one.covered >= msToSamples(endMs));
      return draft ? Math.min(draft.at, line.at) : line.at;
    }),
    commit: since(({ line }) => line.at),
    translation: since(({ line }) => translated.get(line.seq)),
    coverage: capturedMs === 0 ? 0 : heardMs / capturedMs,
    text: all.map(({ text }) => text).join(" "),
  };
}

function wordEnds({ startMs, endMs, text }: Line): number[] {
  const words = text.split(" ");
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  let said = 0;
  return words.map((word) => {
    said += word.length;
    return Math.round(startMs + ((endMs - startMs) * said) / letters);
  });
}
