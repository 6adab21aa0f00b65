import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import mammoth from "mammoth";
import { describe, expect, test } from "vitest";
import { docx } from "#export/docx";
import { json } from "#export/json";
import { turnsOf } from "#export/turns";
import { txt } from "#export/txt";
import type { ExportedSegment, ExportedSession } from "#protocol/export";
import { anySession, choose, joined, WORDS } from "#testing/examples/exported-sessions";

/** Consecutive segments of 4 s with these changes. */
function session(...parts: (Partial<ExportedSegment> & { silenceMs?: number })[]): ExportedSession {
  let at = 0;
  const lines = parts.map(({ silenceMs = 200, ...more }, index): ExportedSegment => {
    const startMs = at + silenceMs;
    at = startMs + 4_000;
    const base = { seq: index + 1, part: 0, kind: "speech", startMs, endMs: at, pauseMs: null, lang: "en-US" } as const;
    return { ...base, speaker: null, text: `Sentence ${index + 1}.`, words: null, translations: {}, ...more };
  });
  return { session: { ...SESSION, targetLangs: ["es"] }, lines };
}

const SESSION = {
  title: "",
  sourceLang: "en-US",
  state: "ended",
  failure: null,
  createdAt: "2026-11-23T14:05:00.000Z",
  endedAt: "2026-11-23T14:15:00.000Z",
} as const;

const plain = (made: ExportedSession, choice = {}) =>
  joined(txt(made, choose("txt", choice), WORDS))
    .split("\n")
    .slice(3, -1);
const BARE = { times: "0", speakers: "0" };
const ORIGINAL = { lang: "es", original: "1", times: "0" };

async function word(made: ExportedSession, choice = {}): Promise<string[]> {
  const { value } = await mammoth.extractRawText({ buffer: await docx(made, choose("docx", choice), WORDS) });
  return value.split("\n\n").slice(2, -1);
}

describe("a paragraph", () => {
  test("has the sentences of a turn, with time and speaker once at its beginning", async () => {
    const made = session({ speaker: "Anna" }, { speaker: "Anna" }, { speaker: "Anna" });
    expect(plain(made)).toEqual(["[00:00:00] Anna: Sentence 1. Sentence 2. Sentence 3."]);
    expect(await word(made)).toEqual(["00:00:00  Anna: Sentence 1. Sentence 2. Sentence 3."]);
  });

  test("ends at another speaker, also if speakers are not shown", () => {
    const made = session({ speaker: "Anna" }, { speaker: "Ben" }, { speaker: null });
    expect(plain(made)).toEqual([
      "[00:00:00] Anna: Sentence 1.",
      "",
      "[00:00:04] Ben: Sentence 2.",
      "",
      "[00:00:08] Sentence 3.",
    ]);
    expect(plain(made, BARE)).toEqual(["Sentence 1.", "", "Sentence 2.", "", "Sentence 3."]);
  });

  test("ends at a change of the spoken language", () => {
    expect(plain(session({}, { lang: "de-DE" }, { lang: "de-DE" }), BARE)).toEqual([
      "Sentence 1.",
      "",
      "Sentence 2. Sentence 3.",
    ]);
  });

  test("ends at a silence of 3 s, and not at a shorter one", () => {
    expect(plain(session({}, { silenceMs: 2_999 }, { silenceMs: 3_000 }), BARE)).toEqual([
      "Sentence 1. Sentence 2.",
      "",
      "Sentence 3.",
    ]);
  });

  test("ends at a gap, which has its own paragraph", async () => {
    const made = session({}, { kind: "gap", text: "" }, {}, {});
    expect(plain(made, BARE)).toEqual([
      "Sentence 1.",
      "",
      "(4 s of sound did not arrive)",
      "",
      "Sentence 3. Sentence 4.",
    ]);
    expect(await word(made, BARE)).toEqual(["Sentence 1.", "(4 s of sound did not arrive)", "Sentence 3. Sentence 4."]);
  });

  test("has no spaces between the sentences of a language without spaces", async () => {
    const made = session({ lang: "zh-CN", text: "水很咸。" }, { lang: "zh-CN", text: "我们种稻子。" });
    expect(plain(made, BARE)).toEqual(["水很咸。我们种稻子。"]);
    expect(await word(made, BARE)).toEqual(["水很咸。我们种稻子。"]);
  });

  test("of the original is above that of its translation, with a blank line between pairs", async () => {
    const made = session(
      { translations: { es: "Frase 1." }, speaker: "Anna" },
      { translations: { es: "Frase 2." }, speaker: "Anna" },
      { translations: { es: "Frase 3." }, speaker: "Ben" },
    );
    const pairs = [
      ["Anna: Sentence 1. Sentence 2.", "Frase 1. Frase 2."],
      ["Ben: Sentence 3.", "Frase 3."],
    ];
    expect(plain(made, ORIGINAL)).toEqual([...pairs[0]!, "", ...pairs[1]!]);
    expect(await word(made, ORIGINAL)).toEqual(pairs.flat());
  });

  test("has one note in place of sentences that are not translated yet", async () => {
    const made = session({ translations: { es: "Frase 1." } }, {}, {}, { translations: { es: "Frase 4." } });
    const translated = "Frase 1. (Not translated yet) Frase 4.";
    expect(plain(made, { ...BARE, lang: "es" })).toEqual([translated]);
    expect(await word(made, ORIGINAL)).toEqual(["Sentence 1. Sentence 2. Sentence 3. Sentence 4.", translated]);
  });

  test("has the open sentence like others", () => {
    const made = session({}, { text: "And then we" });
    const live = { ...made, lines: made.lines.map((line, at) => ({ ...line, open: at === 1 })) };
    expect(plain(live, BARE)).toEqual(["Sentence 1. And then we"]);
    expect(JSON.parse(joined(json(live))).lines).toEqual(live.lines);
  });
});

describe("a Word document", () => {
  test("has small originals, and right-to-left paragraphs for such a language", async () => {
    const made = session({ translations: { ar: "الماء مالح." } }, { translations: {} });
    const buffer = await docx(made, choose("docx", { lang: "ar", original: "1" }), WORDS);
    const { value } = await mammoth.convertToHtml({ buffer });
    expect(value).toContain("الماء مالح. (Not translated yet)");
    const paragraphs = unpacked(buffer, "word/document.xml").split("</w:p>");
    const [original, translation] = ["Sentence 1.", "الماء"].map(
      (text) => paragraphs.find((part) => part.includes(text))!,
    );
    expect(original).toContain('<w:sz w:val="20"/>');
    expect(original).not.toContain("<w:bidi/>");
    expect(translation).toContain('<w:sz w:val="24"/>');
    expect(translation).toContain("<w:bidi/>");
  });
});

test("the turns of any session have all lines in order, and no two neighbours could be one", () => {
  fc.assert(
    fc.property(anySession, ({ lines }) => {
      const turns = turnsOf(lines);
      expect(turns.flatMap((turn) => turn.lines)).toEqual(lines);
      for (const [at, { first, kind, lines: said }] of turns.entries()) {
        expect(said[0]).toBe(first);
        expect(said.every((line) => line.kind === kind && line.speaker === first.speaker)).toBe(true);
        if (kind === "gap") expect(said).toHaveLength(1);
        const before = turns[at - 1]?.lines.at(-1);
        if (before?.kind !== "speech" || kind !== "speech") continue;
        expect(before.speaker !== first.speaker || first.startMs - before.endMs >= 3_000).toBe(true);
      }
    }),
  );
});

/** Reads a part of a Word document, which is a zip archive, after its local header. */
function unpacked(archive: Buffer, name: string): string {
  const at = archive.indexOf(name);
  return inflateRawSync(archive.subarray(at + name.length + archive.readUInt16LE(at - 2))).toString();
}
