import { expect, test } from "vitest";
import { groupLines, groupLook, groupTexts, textsAt } from "#app/transcript/line-groups";
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

test("a group has the same look while more of the session is found, unless a line of it grew or lacks a translation", () => {
  const group = { key: 0, segments: [line(1), { ...line(2), kind: "gap" as const }, line(3)] };
  const es = { seq: 1, lang: "es", rev: 1, text: "Uno.", sourceRev: 1, unknownWords: 0 };
  const all = { translations: [es, undefined, es], drafted: [undefined, undefined, undefined] };
  const looks = (texts: typeof all, reached: readonly (readonly [boolean, number])[]) =>
    reached.map(([saysMissing, foundUpTo]) => groupLook(group, texts, { langs: ["es"], saysMissing, foundUpTo }));
  const [early, later, last] = looks(all, [
    [false, 3],
    [false, 60],
    [true, 90],
  ]);
  expect(later).toEqual(early);
  expect(last).toEqual(early);
  expect(looks(all, [[true, 2]])).toEqual([{ langs: ["es"], saysMissing: true, foundUpTo: 2 }]);
  const lacking = { ...all, translations: [es, undefined, undefined] };
  expect(looks(lacking, [[false, 3]])).toMatchObject([{ saysMissing: false }]);
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
