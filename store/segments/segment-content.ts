import { cutText, joinTexts } from "#protocol/line-text";
import { MOST_PARTS, type Word } from "#protocol/transcript";
import { lettersOf } from "./letters";

/** The part of a segment that a split cuts and a merge joins. Times in ms on the session's clock. */
export type SegmentContent = {
  readonly text: string;
  readonly lang: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Null if the engine gives no word times. */
  readonly words: readonly Word[] | null;
  /** The recogniser's spelling, if neither `text` nor `words` has it. */
  readonly engineText: string | null;
  /** 0 to 1. */
  readonly confidence: number | null;
  readonly speaker: string | null;
};

/**
 * Splits a segment. Its word times give the start of the second half; if they do not fit the text, time is divided in
 * proportion to characters. The halves keep the recognised text together. Null: the text cannot be split there.
 */
export function cutContent(content: SegmentContent, at: number): readonly [SegmentContent, SegmentContent] | null {
  const texts = cutText(content.text, at, content.lang);
  if (!texts) return null;
  const [head, tail] = texts;
  const { startMs, endMs, words } = content;
  const within = (ms: number) => Math.min(endMs, Math.max(startMs, ms));
  const count = words && wordsIn(words, head, tail);
  const [before, after] = count ? [words?.[count - 1], words?.[count]] : [];
  const share = startMs + Math.round(((endMs - startMs) * head.length) / (head.length + tail.length));
  const end = within(before?.endMs ?? share);
  const start = Math.max(end, within(after?.startMs ?? share));
  const first = count ?? words?.findIndex((word) => word.startMs >= end) ?? 0;
  const cut = first < 0 ? (words?.length ?? 0) : first;
  const [headWords, tailWords] = words ? [words.slice(0, cut), words.slice(cut)] : [null, null];
  return [
    { ...content, text: head, endMs: end, words: headWords, confidence: meanOf(headWords) ?? content.confidence },
    {
      ...{
        ...content,
        text: tail,
        startMs: start,
        words: tailWords,
        confidence: meanOf(tailWords) ?? content.confidence,
      },
      engineText: content.engineText === null ? null : "",
    },
  ];
}

/** Joins two consecutive segments of one language. */
export function joinContent(first: SegmentContent, second: SegmentContent): SegmentContent {
  const words = first.words && second.words ? [...first.words, ...second.words] : null;
  return {
    text: joinTexts(first.text, second.text, first.lang),
    lang: first.lang,
    startMs: first.startMs,
    endMs: Math.max(first.endMs, second.endMs),
    words,
    engineText: words ? null : joinTexts(engineTextOf(first), engineTextOf(second), first.lang),
    confidence: meanOf(words) ?? meanOf([first, second]),
    speaker: first.speaker ?? second.speaker,
  };
}

/**
 * Chooses the `part` of the second half of a split segment: a number between the first half's part and `next`. Tombstones
 * count, so no part is used twice. Each half gets numbers in proportion to its length, enough to split it again at every
 * character. Null: no number is left, after about thirty splits of halves that were joined again.
 * @param next the following part; null: there is none
 */
export function partBetween(part: number, next: number | null, head: string, tail: string): number | null {
  const end = next ?? MOST_PARTS;
  if (end - part < 2) return null;
  const share = Math.round(((end - part) * head.length) / (head.length + tail.length));
  return part + Math.min(end - part - 1, Math.max(1, share));
}

/** The number of words in the head; null if words and text have different letters. */
function wordsIn(words: readonly Word[], head: string, tail: string): number | null {
  const wanted = lettersOf(head).length;
  if (words.map(({ word }) => lettersOf(word)).join("") !== lettersOf(head) + lettersOf(tail)) return null;
  let letters = 0;
  const count = words.findIndex(({ word }) => {
    const isTail = letters >= wanted;
    letters += lettersOf(word).length;
    return isTail;
  });
  return count > 0 ? count : null;
}

function engineTextOf({ words, engineText, text }: SegmentContent): string {
  return words ? words.map(({ word }) => word).join(" ") : (engineText ?? text);
}

function meanOf(parts: readonly Pick<Word, "confidence">[] | null): number | null {
  const known = (parts ?? []).flatMap(({ confidence }) => confidence ?? []);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length;
}
