import { describe, expect, test } from "vitest";
import type { Connection } from "#app/connection/connection";
import { correctAll } from "#app/correction/correct-all";
import { replacements } from "#app/correction/replacing";
import type { Refusal } from "#protocol/refusal";
import type { Segment, Translation } from "#protocol/transcript";

const line = (seq: number, text: string, kind: Segment["kind"] = "speech"): Segment => ({
  ...{ seq, text, kind, rev: seq * 10, lang: "en-US", startMs: 0, endMs: 1, confidence: null },
});
const translation = (seq: number, lang: string, text: string): Translation => ({
  ...{ seq, lang, text, rev: seq * 10 + 1, sourceRev: seq * 10, unknownWords: 0 },
});
const SEGMENTS = [line(1, "Near Ben Tray, ben tray."), line(2, "", "gap"), line(3, "Nothing"), line(4, "A (b) $& c")];
const TRANSLATIONS = new Map([["1/es", translation(1, "es", "Cerca de Ben Tray")]]);
const of = (find: string, by: string, isExact = false) =>
  replacements(SEGMENTS, TRANSLATIONS, { find, by, isExact }).map(({ seq, lang, text, places }) => [
    seq,
    lang ?? "",
    text,
    places,
  ]);

describe("the replacements in a session", () => {
  test("are all texts with the words, translations before their line, with the rev that the author saw", () => {
    expect(replacements(SEGMENTS, TRANSLATIONS, { find: "Ben Tray", by: "Bến Tre", isExact: true })).toEqual([
      { seq: 1, lang: "es", expected: 11, text: "Cerca de Bến Tre", places: 1 },
      { seq: 1, expected: 10, text: "Near Bến Tre, ben tray.", places: 1 },
    ]);
    expect(of("ben tray", "Bến Tre").at(-1)).toEqual([1, "", "Near Bến Tre, Bến Tre.", 2]);
  });

  test("are limited to whole words on request", () => {
    const segments = [line(1, "A scar, a car and Cars")];
    const wanted = { find: "car", by: "boat", isExact: false };
    expect(replacements(segments, new Map(), { ...wanted, isWhole: true })).toMatchObject([
      { text: "A scar, a boat and Cars", places: 1 },
    ]);
    expect(replacements(segments, new Map(), wanted)).toMatchObject([{ places: 3 }]);
  });

  test("take the typed words literally, not as a pattern", () => {
    expect(of("(b) $&", "$1$&")).toEqual([[4, "", "A $1$& c", 1]]);
    expect(of(".", "!")).toEqual([[1, "", "Near Ben Tray, ben tray!", 1]]);
  });

  test("find words in every Unicode composition", () => {
    const segments = [line(1, "Bến Tre".normalize("NFD"))];
    expect(replacements(segments, new Map(), { find: "Bến", by: "Ben", isExact: true })).toMatchObject([
      { text: "Ben Tre" },
    ]);
  });

  test("leave no text empty or unchanged", () => {
    expect(of("Nothing", "")).toEqual([]);
    expect(of("Nothing", "Nothing")).toEqual([]);
    expect(of("  ", "x")).toEqual([]);
  });
});

test("texts are corrected one after the other; conflicts are counted, and a missing answer ends it", async () => {
  const answers: (Refusal | "ok" | null)[] = ["ok", { kind: "edited", text: "x", rev: 99 }, "ok", null, "ok"];
  const asked: unknown[] = [];
  const ask = async (event: string, request: unknown) => {
    asked.push([event, request]);
    const answer = answers[asked.length - 1];
    if (answer === "ok") return { ok: true as const, rev: 1 };
    return answer ? { ok: false as const, refusal: answer } : null;
  };
  const wanted = answers.map((_, at) => ({ seq: at + 1, expected: 1, text: "t" }));
  expect(await correctAll({ ask } as unknown as Connection, "s", wanted)).toEqual({
    changed: 2,
    kept: 1,
    isWhole: false,
  });
  expect(asked).toHaveLength(4);
  expect(asked[0]).toEqual(["segment:correct", { sessionId: "s", seq: 1, expected: 1, text: "t" }]);
});
