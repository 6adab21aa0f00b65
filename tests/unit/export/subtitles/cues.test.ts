import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cue, type CueOptions, cuesOf } from "#export/subtitles/cues";
import { widthOf } from "#export/subtitles/tokens";
import type { ExportedSegment, ExportedSession } from "#protocol/export";
import { anyChoice, anySession, choose } from "#testing/examples/exported-sessions";

const OPTIONS = { ...choose("srt"), namesInText: false };

function line(text: string, more: Partial<ExportedSegment> = {}): ExportedSegment {
  const base = { seq: 1, part: 0, kind: "speech", startMs: 0, endMs: 6_000, pauseMs: null, lang: "en-US" } as const;
  return { ...base, speaker: null, text, words: null, translations: {}, ...more };
}

const session = (...lines: ExportedSegment[]) => ({ lines }) as unknown as ExportedSession;

const listCues = (made: ExportedSession, options: CueOptions) => [...cuesOf(made, options)];

const width = ({ lines }: Cue) => lines.reduce((sum, text) => sum + widthOf(text), 0);

describe("cues of any session", () => {
  test("have at most 2 lines of at most 42 characters, none of them empty", () => {
    fc.assert(
      fc.property(anySession, anyChoice, fc.boolean(), (made, choice, namesInText) => {
        for (const { lines } of cuesOf(made, { ...choose("srt", choice), namesInText })) {
          expect(lines.length).toBeGreaterThan(0);
          expect(lines.length).toBeLessThanOrEqual(2);
          for (const text of lines) {
            expect(text).not.toBe("");
            expect(widthOf(text)).toBeLessThanOrEqual(42);
          }
        }
      }),
    );
  });

  test("last 1 to 6 s and follow each other without overlap, with names in the text too", () => {
    fc.assert(
      fc.property(anySession, anyChoice, fc.boolean(), (made, choice, namesInText) => {
        const cues = listCues(made, { ...choose("srt", choice), namesInText });
        cues.forEach(({ startMs, endMs }, at) => {
          expect(endMs - startMs).toBeGreaterThanOrEqual(1_000);
          expect(endMs - startMs).toBeLessThanOrEqual(6_000);
          expect(endMs).toBeLessThanOrEqual(cues[at + 1]?.startMs ?? Number.POSITIVE_INFINITY);
        });
      }),
    );
  });

  test("have at most 17 characters a second, unless the next cue begins before", () => {
    fc.assert(
      fc.property(anySession, anyChoice, (made, choice) => {
        const cues = listCues(made, { ...choose("vtt", choice), namesInText: false });
        cues.forEach((cue, at) => {
          const perSecond = (width(cue) / (cue.endMs - cue.startMs)) * 1_000;
          if (perSecond > 17) expect(cue.endMs).toBe(cues[at + 1]?.startMs);
        });
      }),
    );
  });
});

describe("a long line", () => {
  const text =
    "So the question is not how to keep the salt out, because it comes every year. The question is what we can grow with it.";

  test("is cut after a sentence, at the time of the next word", () => {
    const words = text
      .split(" ")
      .map((word, at) => ({ word, startMs: at * 300, endMs: at * 300 + 250, confidence: 1 }));
    const cues = listCues(session(line(text, { words, endMs: words.length * 300 })), OPTIONS);
    expect(cues).toMatchObject([
      { startMs: 0, lines: ["So the question is not how to keep", "the salt out, because it comes every year."] },
      { startMs: 16 * 300, lines: ["The question is what we can grow with it."] },
    ]);
  });

  test("without word times is divided in proportion to length; with word times a translation follows them", () => {
    const es =
      "La pregunta no es cómo evitar la sal, porque viene cada año. La pregunta es qué podemos cultivar con ella.";
    const halfSilent = [
      { word: "a".repeat(10), startMs: 0, endMs: 1_000, confidence: 1 },
      { word: "b".repeat(10), startMs: 9_000, endMs: 10_000, confidence: 1 },
    ];
    const said = line(text, { endMs: 10_000, translations: { es } });
    const [, second] = cuesOf(session(said), { ...OPTIONS, lang: "es" });
    expect(second?.startMs).toBeCloseTo(10_000 * (es.indexOf("La pregunta es") / es.length), -3);
    const follows = listCues(session({ ...said, words: halfSilent }), { ...OPTIONS, lang: "es" });
    expect(follows.map(({ startMs }) => startMs)).toEqual([0, 9_000]);
  });

  test("of a language without spaces is cut between its words", () => {
    const chinese =
      "问题不在于如何把盐挡在外面，因为它每年都会来，问题在于我们能用它种出什么来，以及我们的孩子们将来要靠什么生活下去。";
    for (const { lines } of cuesOf(session(line(chinese, { lang: "zh-CN", endMs: 12_000 })), OPTIONS)) {
      for (const shown of lines) expect(shown).not.toMatch(/^[，。]/);
    }
  });
});

test("the name of a speaker is at each change of speaker, and only if it is chosen", () => {
  const lines = ["Anna", "Anna", null, "Ben"].map((speaker, at) => line("Yes.", { speaker, startMs: at * 5_000 }));
  const shown = (options: object) => listCues(session(...lines), { ...OPTIONS, namesInText: true, ...options });
  expect(shown({}).map(({ lines: [text] }) => text)).toEqual(["Anna: Yes.", "Yes.", "Yes.", "Ben: Yes."]);
  expect(shown({ speakers: false }).map(({ lines: [text] }) => text)).toEqual(["Yes.", "Yes.", "Yes.", "Yes."]);
});
