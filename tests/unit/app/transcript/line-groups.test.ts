import { expect, test } from "vitest";
import { groupLines, groupTexts, textsAt } from "#app/transcript/line-groups";
import { EMPTY_TRANSCRIPT, translationKey } from "#protocol/reduce";
import type { Segment } from "#protocol/transcript";

const line = (seq: number, part?: number): Segment => ({
  seq,
  ...(part !== undefined && { part }),
  rev: seq,
  kind: "speech",
  text: `Line ${seq}.`,
  lang: "en-US",
  startMs: 0,
  endMs: 900,
  confidence: null,
});

const keysOf = (segments: readonly Segment[]) =>
  groupLines(segments).map((group) => [group.key, group.segments.map(({ seq }) => seq)]);

test("a line stays in its group when lines before it are split or deleted", () => {
  const lines = Array.from({ length: 120 }, (_, at) => line(at + 1));
  const before = new Map(groupLines(lines).flatMap(({ key, segments }) => segments.map(({ seq }) => [seq, key])));
  const changed = [line(1), line(1, 1), line(1, 2), ...lines.slice(60)];
  for (const { key, segments } of groupLines(changed))
    for (const { seq } of segments) expect(key).toBe(before.get(seq));
  expect(keysOf([line(49), line(50), line(99), line(100)])).toEqual([
    [0, [49]],
    [1, [50, 99]],
    [2, [100]],
  ]);
});

test("each line of a group gets its own translations, in the order of the languages", () => {
  const translation = (seq: number, lang: string) => ({
    seq,
    lang,
    rev: 1,
    text: `${lang} ${seq}`,
    sourceRev: 1,
    unknownWords: 0,
  });
  const all = [translation(1, "es"), translation(2, "ca"), translation(2, "es")];
  const transcript = {
    ...EMPTY_TRANSCRIPT,
    translations: new Map(all.map((one) => [translationKey(one, one.lang), one])),
  };
  const texts = groupTexts({ transcript }, { key: 0, segments: [line(1), line(2)] }, ["es", "ca"]);
  const shown = [0, 1].map((at) => textsAt(texts, at, 2).translations.map((one) => one?.text));
  expect(shown).toEqual([
    ["es 1", undefined],
    ["es 2", "ca 2"],
  ]);
});
