import { openWords } from "#protocol/open-segment";
import { draftOfSegment, segmentsInOrder } from "#protocol/reduce";
import { segmentKey } from "#protocol/segment-id";
import type { PublicView } from "#protocol/session";
import type { Segment } from "#protocol/transcript";
import { segmentTexts } from "../../transcript/segment-texts";
import { spokenSegments } from "../../transcript/spoken-segments";
import type { ReaderSnapshot } from "../reader-client";

/** The number of sentences of a paragraph. They run on, so that they fill the width. */
const SENTENCES_PER_PARAGRAPH = 8;
/**
 * The number of paragraphs. Old sentences leave as a whole paragraph, so that the lines of the others do not wrap anew.
 */
const PARAGRAPHS = 2;

export type ScreenSentence = {
  readonly key: string;
  readonly lang: string;
  readonly settled: string;
  /** Words that may still change. */
  readonly believed: string;
};
export type ScreenParagraph = { readonly key: string; readonly sentences: readonly ScreenSentence[] };
/** One text of the screen. `lang` null: the original. */
export type ScreenText = { readonly lang: string | null; readonly paragraphs: readonly ScreenParagraph[] };

type Read = Pick<ReaderSnapshot, "transcript" | "lang" | "second" | "may">;

/** The texts of a caption screen, in their order: the original if it is asked for, and one or two languages. */
export function screenTexts(
  read: Read,
  session: PublicView,
  { original }: { readonly original: boolean },
): readonly ScreenText[] {
  const { transcript, lang, second, may } = read;
  const translated = [lang, second].filter((one) => one !== null);
  const isOriginalShown = may?.original === true && (original || translated.length === 0);
  const shown = [...(isOriginalShown ? [null] : []), ...translated];
  const spoken = segmentsInOrder(transcript).filter(({ kind }) => kind === "speech");
  const segments = spokenSegments(transcript, spoken, { langs: translated, sourceLang: session.sourceLang });
  const newest = paragraphOf(segments.at(-1)?.seq ?? 1);
  const recent = segments.filter(({ seq }) => paragraphOf(seq) > newest - PARAGRAPHS);
  return shown.map((one) => ({
    lang: one,
    paragraphs: paragraphsOf(recent, (segment) => sentenceIn(read, segment, one)),
  }));
}

function paragraphOf(seq: number): number {
  return Math.floor((seq - 1) / SENTENCES_PER_PARAGRAPH);
}

function paragraphsOf(
  segments: readonly Segment[],
  sentenceOf: (segment: Segment) => ScreenSentence,
): readonly ScreenParagraph[] {
  const paragraphs = new Map<string, ScreenSentence[]>();
  for (const segment of segments) {
    const sentence = sentenceOf(segment);
    if (sentence.settled + sentence.believed === "") continue;
    const key = String(paragraphOf(segment.seq));
    paragraphs.set(key, [...(paragraphs.get(key) ?? []), sentence]);
  }
  return [...paragraphs].map(([key, sentences]) => ({ key, sentences }));
}

function sentenceIn({ transcript }: Read, segment: Segment, lang: string | null): ScreenSentence {
  const key = segmentKey(segment);
  if (lang === null) {
    const words = openWords(segment, draftOfSegment(transcript, segment));
    return { key, lang: segment.lang, ...words };
  }
  const { translations, drafted } = segmentTexts({ transcript }, segment, [lang]);
  return { key, lang, settled: translations[0]?.text ?? drafted[0] ?? "", believed: "" };
}
