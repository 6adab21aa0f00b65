import { describe, expect, test } from "vitest";
import { segmentsToAnnounce } from "#app/transcript/announcements";
import { translationKey } from "#protocol/reduce";
import type { Segment, Translation } from "#protocol/transcript";

const segment = (seq: number, text = `line ${seq}`) => ({
  seq,
  rev: seq,
  kind: "speech" as const,
  text,
  lang: "en-US",
  startMs: seq * 1_000,
  endMs: seq * 1_000 + 900,
  confidence: 1,
});
const translation = (seq: number) => ({
  seq,
  lang: "vi",
  rev: seq,
  text: `dòng ${seq}`,
  sourceRev: seq,
  unknownWords: 0,
});

type Known = [readonly Segment[], ReadonlyMap<string, Translation>];

function known(seqs: readonly number[], translated: readonly number[]): Known {
  return [
    seqs.map((seq) => segment(seq)),
    new Map(translated.map((seq) => [translationKey({ seq }, "vi"), translation(seq)])),
  ];
}

describe("the lines that the voice reads next", () => {
  test("are new lines in order, each once", () => {
    const said = new Set([2]);
    const due = segmentsToAnnounce(...known([1, 2, 3, 4], [1, 2, 3, 4]), { lang: "vi", after: 1, said });
    expect(due.map(({ seq, text }) => [seq, text])).toEqual([
      [3, "dòng 3"],
      [4, "dòng 4"],
    ]);
  });

  test("do not wait for a late translation, and include it once it is there", () => {
    const late = { lang: "vi", after: 0, said: new Set<number>() };
    expect(segmentsToAnnounce(...known([1, 2], [2]), late).map(({ seq }) => seq)).toEqual([2]);
    expect(segmentsToAnnounce(...known([1, 2], [1, 2]), { ...late, said: new Set([2]) }).map(({ seq }) => seq)).toEqual(
      [1],
    );
  });

  test("do not include an open segment", () => {
    const [segments, translations] = known([1], [1]);
    const open: Known = [[...segments, { ...segment(2), open: true }], translations];
    for (const lang of ["vi", null])
      expect(segmentsToAnnounce(...open, { lang, after: 0, said: new Set() }).map(({ seq }) => seq)).toEqual([1]);
  });

  test("are originals if the original is read, and do not include lines without words", () => {
    expect(segmentsToAnnounce(...known([1], []), { lang: null, after: 0, said: new Set() })).toEqual([
      { seq: 1, lang: "en-US", text: "line 1" },
    ]);
    expect(segmentsToAnnounce([segment(1, "")], new Map(), { lang: null, after: 0, said: new Set() })).toEqual([]);
  });
});
