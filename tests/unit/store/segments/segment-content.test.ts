import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutNear } from "#protocol/line-text";
import { cutContent, joinContent, partBetween, type SegmentContent } from "#store/segments/segment-content";

const word = (text: string, startMs: number, endMs: number) => ({ word: text, startMs, endMs, confidence: 0.5 });
const LINE: SegmentContent = {
  text: "Good morning, everyone.",
  lang: "en-US",
  startMs: 1_000,
  endMs: 3_000,
  words: [word("good", 1_000, 1_200), word("morning", 1_250, 1_900), word("everyone", 2_400, 3_000)],
  engineText: null,
  confidence: 0.5,
  speaker: "Minh",
};

describe("a line that is split", () => {
  test("is split at its word times, and both halves have its speaker", () => {
    const [head, tail] = cutContent(LINE, 14) ?? [];
    expect(head).toEqual({ ...LINE, text: "Good morning,", endMs: 1_900, words: LINE.words?.slice(0, 2) });
    expect(tail).toEqual({ ...LINE, text: "everyone.", startMs: 2_400, words: LINE.words?.slice(2) });
  });

  test("is split in proportion to its characters if it was edited or has no word times", () => {
    for (const words of [LINE.words, null]) {
      const [head, tail] =
        cutContent({ ...LINE, text: "Bến Tre, hello", words, engineText: words ? null : "ben" }, 9) ?? [];
      expect([head?.endMs, tail?.startMs]).toEqual([2_231, 2_231]);
      expect([...(head?.words ?? []), ...(tail?.words ?? [])]).toEqual(words ?? []);
      expect([head?.engineText, tail?.engineText]).toEqual(words ? [null, null] : ["ben", ""]);
    }
  });

  test("is not split within a word, before the first or after the last", () => {
    for (const at of [0, 2, 23, 99]) expect(cutContent(LINE, at)).toBeNull();
  });
});

describe("lines that are joined", () => {
  test("have the words of both, and the recognised text if one has no word times", () => {
    const [head, tail] = cutContent(LINE, 14) ?? [];
    if (!head || !tail) throw new Error("the line was not split");
    expect(joinContent(head, tail)).toEqual(LINE);
    expect(joinContent({ ...head, words: null, engineText: "goot" }, tail)).toMatchObject({
      words: null,
      engineText: "goot everyone",
    });
  });
});

/** Words of an engine in order, with random times. */
const anyContent: fc.Arbitrary<SegmentContent> = fc
  .record({
    said: fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 12 }),
    gaps: fc.array(fc.nat(400), { minLength: 25, maxLength: 25 }),
    isTimed: fc.boolean(),
    isEdited: fc.boolean(),
  })
  .map(({ said, gaps, isTimed, isEdited }) => {
    let now = 0;
    const step = (at: number) => {
      now += gaps[at] ?? 0;
      return now;
    };
    const words = said.map((text, at) => word(text, step(2 * at), step(2 * at + 1)));
    const text = isEdited ? `edited ${said.join(" ")}` : said.join(" ");
    const times = { startMs: 0, endMs: step(24), words: isTimed ? words : null };
    return { ...LINE, ...times, text, engineText: isTimed ? null : "as heard" };
  });

type Numbered = { readonly part: number; readonly content: SegmentContent | null };

test("any splits and joins keep every word in order, with rising times, and use no part number twice", () => {
  fc.assert(
    fc.property(anyContent, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(3)), { maxLength: 30 }), (whole, acts) => {
      let all: Numbered[] = [{ part: 0, content: whole }];
      const living = () => all.flatMap(({ part, content }) => (content ? [{ part, content }] : []));
      for (const [pick, caret, kind] of acts) {
        const lines = living();
        const at = pick % lines.length;
        const [line, next] = [lines[at], lines[at + 1]];
        if (!line) continue;
        if (kind === 0 && next) {
          const joined = joinContent(line.content, next.content);
          all = all.map((one) => {
            if (one.part === line.part) return { ...one, content: joined };
            return one.part === next.part ? { ...one, content: null } : one;
          });
          continue;
        }
        const { text, lang } = line.content;
        const cut = cutNear(text, caret % (text.length + 1), lang);
        const halves = cut === null ? null : cutContent(line.content, cut);
        if (!halves) continue;
        const after = all.find(({ part }) => part > line.part)?.part ?? null;
        const part = partBetween(line.part, after, halves[0].text, halves[1].text);
        if (part === null) continue;
        expect(all.map((one) => one.part)).not.toContain(part);
        all = [...all.filter((one) => one.part !== line.part), { part: line.part, content: halves[0] }];
        all = [...all, { part, content: halves[1] }].sort((a, b) => a.part - b.part);
      }
      const contents = living().map(({ content }) => content);
      expect(contents.map(({ text }) => text).join(" ")).toBe(whole.text);
      expect(contents.flatMap(({ words }) => words ?? [])).toEqual(whole.words ?? []);
      const times = contents.flatMap(({ startMs, endMs }) => [startMs, endMs]);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      const texts = contents.map((one) => one.engineText ?? "").filter((one) => one !== "");
      expect(texts.join(" ")).toBe(whole.engineText ?? "");
    }),
  );
});

test("a line of 2,000 words can be split at each word, from either end", () => {
  const text = (words: number) => "w ".repeat(words).trim();
  const cutFromBehind = (part: number, next: number | null, words: number): number[] => {
    if (words === 1) return [part];
    const own = partBetween(part, next, text(words - 1), "w");
    return own === null ? [] : [...cutFromBehind(part, own, words - 1), own];
  };
  const cutFromFront = (part: number, next: number | null, words: number): number[] => {
    if (words === 1) return [part];
    const own = partBetween(part, next, "w", text(words - 1));
    return own === null ? [] : [part, ...cutFromFront(own, next, words - 1)];
  };
  for (const parts of [cutFromBehind(0, null, 2_000), cutFromFront(0, null, 2_000)]) {
    expect(new Set(parts).size).toBe(2_000);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  }
  expect(partBetween(4, 5, "a", "b")).toBeNull();
});
