import fc from "fast-check";
import { blocksOf } from "#export/blocks";
import type { DocumentTexts } from "#export/document";
import type { ExportedSegment, ExportedSession } from "#protocol/export";
import { ExportChoice } from "#protocol/export";

/** Difficult texts for exports: markup, times, breaks, bidi marks, halves of characters. */
const hostile = fc.constantFrom(
  ..."<b>|</i>|<v Anna>|{\\an8}|-->|00:00:01,000 --> 00:00:02,000|&amp;|&lt;|]]>|<!--|WEBVTT|NOTE|1|\\n|\\h".split("|"),
  ..."\r|\n|\r\n\r\n|\t|\u0000|\u0007|\u000b|\u0085|\u2028|\u2029|\ufeff|\ufffe|\uffff|\ud800|\udc00".split("|"),
  ..."\u202e|\u2066|\u200f|\u00ad|\u200d|e\u0301\u0302\u0303|👩‍👩‍👧‍👦|漢字仮名交じり文。|ความสุขทั้งหมด|مرحبا|Bến Tre|Ω".split(
    "|",
  ),
);
const plain = fc.string({ unit: "grapheme", maxLength: 12 });
export const anyText = fc
  .array(fc.oneof(hostile, plain, fc.lorem({ maxCount: 3 })), { maxLength: 30 })
  .chain((parts) => fc.constantFrom(" ", "").map((between) => parts.join(between)));

/** A line from `startMs`, with or without word times; the words may differ from the text. */
function anyLine(seq: number, startMs: number): fc.Arbitrary<ExportedSegment> {
  return fc
    .record({
      text: anyText,
      es: fc.option(anyText, { nil: undefined }),
      speaker: fc.option(anyText, { nil: null }),
      lengthMs: fc.integer({ min: 0, max: 30_000 }),
      steps: fc.option(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 60 }), { nil: null }),
      isGap: fc.boolean(),
    })
    .map(({ text, es, speaker, lengthMs, steps, isGap }) => ({
      seq,
      part: 0,
      kind: isGap && seq % 5 === 0 ? ("gap" as const) : ("speech" as const),
      startMs,
      endMs: startMs + lengthMs,
      pauseMs: null,
      lang: "en-US",
      speaker,
      text,
      words: steps && wordsOf(text, startMs, steps),
      translations: (es === undefined ? {} : { es }) as Record<string, string>,
    }));
}

function wordsOf(text: string, startMs: number, steps: readonly number[]) {
  const words = text.split(" ").filter((word) => word !== "");
  return words.slice(0, steps.length).map((word, at) => {
    const start = startMs + steps.slice(0, at).reduce((sum, step) => sum + step, 0);
    return { word, startMs: start, endMs: start + (steps[at] ?? 0), confidence: at % 2 === 0 ? 0.5 : null };
  });
}

export const anySession: fc.Arbitrary<ExportedSession> = fc
  .array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 8 })
  .chain((gaps) => {
    let at = 0;
    const starts = gaps.map((gap) => (at += gap));
    return fc.record({
      title: anyText,
      lines: fc.tuple(...starts.map((startMs, index) => anyLine(index + 1, startMs))),
    });
  })
  .map(({ title, lines }) => ({ session: { ...SESSION, title }, lines }));

const SESSION = {
  title: "",
  sourceLang: "en-US",
  targetLangs: ["es"],
  state: "ended",
  failure: null,
  createdAt: "2026-11-23T14:05:00.000Z",
  endedAt: "2026-11-23T14:15:00.000Z",
} as const satisfies ExportedSession["session"];

export const anyChoice = fc.constantFrom(
  {},
  { lang: "es" },
  { lang: "es", original: "1" },
  { lang: "es", original: "1", times: "0", speakers: "0" },
);

export const choose = (format: string, choice = {}) => ExportChoice.parse({ format, ...choice });

export const WORDS: DocumentTexts = {
  title: "Title",
  facts: "23 November 2026",
  pause: (time) => `pause of ${time}`,
  gap: (seconds) => `${seconds} s of sound did not arrive`,
  notTranslated: "Not translated yet",
  isRightToLeft: (lang) => lang === "ar",
};

/** A text without spaces and line breaks, which each format sets in its own way. */
export const letters = (text: string) => text.replace(/[ \n]/g, "");

/** The parts of an exported text as one text. */
export const joined = (pieces: Iterable<string | Uint8Array>) => wholeOf(pieces).toString();

/** All bytes of a file. */
export const wholeOf = (pieces: Iterable<string | Uint8Array>) => Buffer.concat([...blocksOf(pieces)]);
