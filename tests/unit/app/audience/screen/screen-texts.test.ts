import { describe, expect, test } from "vitest";
import { screenTexts } from "#app/audience/screen/screen-texts";
import { emptyTranscript, reduce, type Transcript, type TranscriptEvent } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";
import type { Segment } from "#protocol/transcript";

const session: PublicView = {
  title: "",
  sourceLang: "en-US",
  targetLangs: ["vi", "es"],
  state: "live",
  failure: null,
  createdAt: "2026-11-29T10:00:00.000Z",
  endedAt: null,
};
const ALL = { original: true, export: false };

function segment(seq: number, more: Partial<Segment> = {}): Segment {
  const times = { startMs: seq * 1_000, endMs: seq * 1_000 + 900 };
  return { seq, rev: seq, kind: "speech", text: `Line ${seq}.`, lang: "en-US", ...times, confidence: 1, ...more };
}

/** The transcript of these segments; all but the open one are translated. */
function known(
  segments: readonly Segment[],
  more: readonly TranscriptEvent<PublicView>[] = [],
): Transcript<PublicView> {
  const translations = segments
    .filter(({ open, kind }) => !open && kind === "speech")
    .flatMap(({ seq, rev }) =>
      session.targetLangs.map((lang) => ({ seq, lang, rev, text: `${lang} ${seq}.`, sourceRev: rev, unknownWords: 0 })),
    );
  const changes = {
    since: 0,
    rev: 100,
    anchor: 0,
    session,
    langs: session.targetLangs,
    segments: [...segments],
    translations,
  };
  return [{ type: "changes" as const, changes }, ...more].reduce<Transcript<PublicView>>(reduce, emptyTranscript());
}

function textOf(text: ReturnType<typeof screenTexts>[number] | undefined): string {
  const sentences = text?.paragraphs.flatMap((paragraph) => paragraph.sentences) ?? [];
  return sentences.map(({ settled, believed }) => settled + believed).join(" ");
}

const draft = (lang: string | undefined, text: string): TranscriptEvent<PublicView> => ({
  type: "draft",
  draft: { epoch: 1, counter: 1, seq: 3, text, startMs: 3_000, covered: 0, ...(lang && { lang }) },
});

describe("the texts of a caption screen", () => {
  const transcript = known(
    [segment(1), segment(2, { kind: "gap", text: "" }), segment(3, { text: "And", open: true })],
    [draft(undefined, "And then"), draft("vi", "Và")],
  );

  test("of one language are its translations and its draft, without gaps and words of the original", () => {
    const texts = screenTexts({ transcript, lang: "vi", second: null, may: ALL }, session, { original: false });
    expect(texts.map((text) => [text.lang, textOf(text)])).toEqual([["vi", "vi 1. Và"]]);
  });

  test("of two languages are both, with the original before them on request", () => {
    const texts = screenTexts({ transcript, lang: "vi", second: "es", may: ALL }, session, { original: true });
    expect(texts.map((text) => [text.lang, textOf(text)])).toEqual([
      [null, "Line 1. And then"],
      ["vi", "vi 1. Và"],
      ["es", "es 1."],
    ]);
  });

  test("of captions only are the original, and none if the link has no original", () => {
    const read = { transcript, lang: null, second: null };
    const texts = screenTexts({ ...read, may: ALL }, session, { original: false });
    expect(texts.map((text) => [text.lang, textOf(text)])).toEqual([[null, "Line 1. And then"]]);
    const without = { ...read, may: { original: false, export: false } };
    expect(screenTexts(without, session, { original: true })).toEqual([]);
  });

  test("distinguish settled words of the original from words that may change", () => {
    const [text] = screenTexts({ transcript, lang: null, second: null, may: ALL }, session, { original: false });
    expect(text?.paragraphs.at(-1)?.sentences.at(-1)).toMatchObject({ settled: "And", believed: " then" });
  });

  test("drop old sentences by whole paragraphs, so that the remaining lines do not wrap again", () => {
    const keys = (count: number) => {
      const many = known(Array.from({ length: count }, (_, index) => segment(index + 1)));
      const [text] = screenTexts({ transcript: many, lang: "vi", second: null, may: ALL }, session, {
        original: false,
      });
      return text?.paragraphs.map(({ key, sentences }) => `${key}: ${sentences.length}`);
    };
    expect(keys(16)).toEqual(["0: 8", "1: 8"]);
    expect(keys(17)).toEqual(["1: 8", "2: 1"]);
  });
});
