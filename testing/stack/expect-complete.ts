import { expect } from "vitest";
import { segmentsInOrder, type Transcript, translationKey } from "#protocol/reduce";
import type { Segment } from "#protocol/transcript";
import { eventually } from "../eventually";
import { type Page, TARGETS } from "./page";

/** The numbers `from` to `to`, inclusive. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The numbers k of every `w<k>` in a text. */
export function numbersIn(text: string): number[] {
  return [...text.matchAll(/\bw(\d+)/gi)].map(([, digits]) => Number(digits));
}

/** The numbers of a transcript in the order of its lines. */
export function numbersOf(segments: readonly Segment[]): number[] {
  return segments.flatMap(({ text }) => numbersIn(text));
}

/**
 * Waits until the session has ended and is translated. Then asserts that its lines hold exactly these numbers, each once, in
 * order and without a hole, that each line has all its translations, that the page which followed it live shows the same as
 * the store, and that no sentence is open.
 */
export async function expectCompleteTranscript(
  page: Page,
  sessionId: string,
  numbers: readonly number[],
): Promise<void> {
  await eventually("the page is told that the session has ended", () => page.transcript.session?.state === "ended");
  await eventually("no segment is open", () => segmentsInOrder(page.transcript).every(({ open }) => !open));
  await expectComplete(page, sessionId, numbers);
}

/** As `expectCompleteTranscript`, for a session in any state. */
export async function expectComplete(page: Page, sessionId: string, numbers: readonly number[]): Promise<void> {
  await eventually(
    "the last word is on the page",
    () => numbersOf(segmentsInOrder(page.transcript)).length >= numbers.length,
  );
  await eventually("every line is translated on the page", () => untranslated(page.transcript).length === 0);
  const shown = segmentsInOrder(page.transcript);
  expect(numbersOf(shown)).toEqual(numbers);
  expect(shown.map(({ seq }) => seq)).toEqual(range(1, shown.length));
  for (const { seq, text } of shown.filter(({ kind, open }) => kind === "speech" && !open)) {
    for (const lang of TARGETS) {
      expect(numbersIn(page.transcript.translations.get(translationKey({ seq }, lang))?.text ?? "")).toEqual(
        numbersIn(text),
      );
    }
  }
  const stored = await page.stored(sessionId);
  expect(stored.segments).toEqual(shown);
  expect(stored.translations).toHaveLength(page.transcript.translations.size);
}

/** Closed segments of speech that lack a translation, as `seq/lang`. */
export function untranslated(transcript: Transcript): string[] {
  const owed = segmentsInOrder(transcript)
    .filter(({ kind, open }) => kind === "speech" && !open)
    .flatMap((line) => TARGETS.map((lang) => translationKey(line, lang)));
  return owed.filter((key) => !transcript.translations.has(key));
}

/**
 * Expects that each segment of speech ends where a sentence of so many words does, or where the sound broke off.
 * @param breaks numbers of the last words before a break
 */
export function expectSentences(page: Page, sentenceWords: number, ...breaks: readonly number[]): void {
  const speech = segmentsInOrder(page.transcript).filter(({ kind }) => kind === "speech");
  const numbers = numbersOf(speech);
  const ends = numbers.filter((number) => number % sentenceWords === 0 || breaks.includes(number));
  expect(speech.map(({ text }) => numbersIn(text).at(-1))).toEqual(ends);
}
