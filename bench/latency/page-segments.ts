import { DraftMessage, HeadMessage, SegmentMessage, TranslationMessage } from "#protocol/messages";
import type { Draft } from "#protocol/transcript";
import type { PageRecord } from "./page-record";

/** A word of a segment. Times in ms of the session's clock, except `at`, which is of the page's clock. */
export type PageWord = { readonly word: string; readonly endMs: number; readonly at: number };

/** The last state of a segment on a page. `closedAt` and `translatedAt` are null if that never arrived. */
export type PageSegment = {
  readonly seq: number;
  readonly words: readonly PageWord[];
  readonly text: string;
  readonly closedAt: number | null;
  readonly translatedAt: number | null;
};

export type SeenDraft = Pick<Draft, "seq" | "text" | "covered"> & { readonly at: number };

export type PageSession = {
  readonly segments: readonly PageSegment[];
  readonly drafts: readonly SeenDraft[];
  /** In the language that is read. */
  readonly translatedDrafts: readonly SeenDraft[];
  readonly gapMs: number;
  /** In samples. */
  readonly covered: number;
};

type Growing = { words: PageWord[]; text: string; endMs: number; closedAt: number | null };

/**
 * Combines the messages that a page received. A segment is sent again whenever it grows. Its new words lie, by their
 * letters, between its earlier end and its new end.
 */
export function readSession({ received }: PageRecord, lang: string): PageSession {
  const growing = new Map<number, Growing>();
  const translatedAt = new Map<number, number>();
  const drafts: SeenDraft[] = [];
  const translatedDrafts: SeenDraft[] = [];
  let [gapMs, covered] = [0, 0];
  for (const { event, message, at } of received) {
    if (event === "draft") {
      const { draft } = DraftMessage.parse(message);
      if (draft.text === "") continue;
      if (!draft.lang) drafts.push({ ...draft, at });
      else if (draft.lang === lang) translatedDrafts.push({ ...draft, at });
    } else if (event === "segment") {
      const { segment } = SegmentMessage.parse(message);
      if (segment.kind === "gap") gapMs += segment.endMs - segment.startMs;
      else growing.set(segment.seq, grow(growing.get(segment.seq), segment, at));
    } else if (event === "translation") {
      const { translation } = TranslationMessage.parse(message);
      if (translation.lang === lang && !translatedAt.has(translation.seq)) translatedAt.set(translation.seq, at);
    } else {
      covered = Math.max(covered, HeadMessage.parse(message).head.covered);
    }
  }
  const segments = [...growing]
    .sort(([a], [b]) => a - b)
    .map(([seq, { words, text, closedAt }]) => ({
      seq,
      words,
      text,
      closedAt,
      translatedAt: translatedAt.get(seq) ?? null,
    }));
  return { segments, drafts, translatedDrafts, gapMs, covered };
}

type Told = {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  readonly open?: boolean | undefined;
};

function grow(before: Growing | undefined, told: Told, at: number): Growing {
  const known = before?.words ?? [];
  const words = told.text.split(" ").map((word, index) => ({ ...known[index], word }));
  const added = wordEnds(
    words.slice(known.length).map(({ word }) => word),
    before?.endMs ?? told.startMs,
    told.endMs,
  );
  return {
    words: [...known, ...added.map((word) => ({ ...word, at }))],
    text: told.text,
    endMs: told.endMs,
    closedAt: before?.closedAt ?? (told.open ? null : at),
  };
}

function wordEnds(words: readonly string[], fromMs: number, toMs: number): { word: string; endMs: number }[] {
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  let said = 0;
  return words.map((word) => {
    said += word.length;
    return { word, endMs: Math.round(fromMs + ((toMs - fromMs) * said) / letters) };
  });
}
