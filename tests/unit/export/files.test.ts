import { parse as parseSubtitles } from "@plussub/srt-vtt-parser";
import contentDisposition from "content-disposition";
import fc from "fast-check";
import mammoth from "mammoth";
import { describe, expect, test } from "vitest";
import { WebVTTParser } from "webvtt-parser";
import entities from "webvtt-parser/html-entities.json";
import { exportSession } from "#export/export-session";
import { fileName } from "#export/file-name";
import { oneLine } from "#export/one-line";
import { paragraphsOf, type Turn, turnsOf } from "#export/turns";
import type { ExportChoice, ExportedSession } from "#protocol/export";
import {
  anyChoice,
  anySession,
  anyText,
  choose,
  joined,
  letters,
  WORDS,
  wholeOf,
} from "#testing/examples/exported-sessions";

const spoken = (session: ExportedSession) => session.lines.filter(({ kind }) => kind === "speech");

describe("any session, read back by another program", () => {
  test("has in WebVTT the same text and names, without errors of the parser", async () => {
    await fc.assert(
      fc.asyncProperty(anySession, async (session) => {
        const { parts } = await exportSession({ viewer: "owner", session }, choose("vtt"), WORDS);
        const { cues, errors } = new WebVTTParser(entities).parse(joined(parts), "subtitles");
        expect(errors).toEqual([]);
        const read = cues.map(({ tree }) => textOf(tree));
        expect(letters(read.map(({ text }) => text).join(""))).toBe(
          letters(
            spoken(session)
              .map(({ text }) => oneLine(text))
              .join(""),
          ),
        );
        const names = spoken(session).map(({ speaker }) => oneLine(speaker ?? "").trim());
        for (const { voice } of read) expect(names).toContain(voice);
      }),
    );
  });

  test("has in SubRip the same text, except for the U+2060 that prevents markup", async () => {
    await fc.assert(
      fc.asyncProperty(anySession, async (session) => {
        const { parts } = await exportSession(
          { viewer: "owner", session },
          choose("srt", { lang: "es", speakers: "0" }),
          WORDS,
        );
        const file = joined(parts);
        const read = parseSubtitles(file).entries.map(({ text }) => text);
        const wanted = spoken(session).map(({ translations }) => oneLine(translations.es ?? ""));
        expect(letters(read.join("")).replaceAll("\u2060", "")).toBe(letters(wanted.join("")).replaceAll("\u2060", ""));
        expect(file).not.toMatch(/<\/?[biu]>|\{\\an/);
        expect(file.match(/-->/g) ?? []).toHaveLength(read.length);
      }),
    );
  });

  test("has in a Word document every paragraph of a turn, in order", async () => {
    await fc.assert(
      fc.asyncProperty(anySession, anyChoice, async (session, given) => {
        const choice = choose("docx", given);
        const { parts } = await exportSession({ viewer: "owner", session }, choice, {
          ...WORDS,
          title: session.session.title,
        });
        const { value } = await mammoth.extractRawText({ buffer: wholeOf(parts) });
        const [title, , ...paragraphs] = value.split("\n\n");
        expect(title).toBe(oneLine(session.session.title));
        const wanted = turnsOf(session.lines).flatMap((turn) => writtenTurn(turn, choice));
        expect(paragraphs.slice(0, wanted.length)).toEqual(wanted.map((text) => expect.stringMatching(endsWith(text))));
        expect(paragraphs.slice(wanted.length).join("")).toBe("");
      }),
      { numRuns: 40 },
    );
  });

  test("has in plain text every paragraph of a turn, with a blank line between turns", async () => {
    await fc.assert(
      fc.asyncProperty(anySession, anyChoice, async (session, given) => {
        const choice = choose("txt", { ...given, times: "0", speakers: "0" });
        const { parts } = await exportSession({ viewer: "owner", session }, choice, WORDS);
        const read = new TextDecoder("utf-8", { fatal: true }).decode(wholeOf(parts)).split("\n").slice(3, -1);
        const wanted = turnsOf(session.lines).flatMap((turn) => [...writtenTurn(turn, choice), ""]);
        expect(read).toEqual(
          wanted.length > 0 ? wanted.slice(0, -1).map((text) => expect.stringMatching(endsWith(text))) : [""],
        );
      }),
    );
  });

  test("has in JSON every character as it is stored", async () => {
    await fc.assert(
      fc.asyncProperty(anySession, async (session) => {
        const { parts } = await exportSession({ viewer: "owner", session }, choose("json"), WORDS);
        const bytes = new TextDecoder("utf-8", { fatal: true }).decode(wholeOf(parts));
        expect(JSON.parse(bytes)).toMatchObject({
          format: "interline-session",
          ...JSON.parse(JSON.stringify(session)),
        });
      }),
    );
  });
});

describe("one line", () => {
  test("keeps the characters that XML allows and replaces others", () => {
    expect(oneLine("  a\r\n\r\nb\u0000c\ud800 \u202edef\u0007 😀 ")).toBe("a b\ufffdc\ufffd \u202edef\ufffd 😀");
  });
});

describe("the name of a file", () => {
  const session = { session: { sourceLang: "en-US", targetLangs: ["vi"] }, lines: [] } as never;

  test("has the title and the languages", () => {
    expect(fileName("Bến Tre: muối?", session, choose("srt", { lang: "vi" }))).toBe("Bến Tre- muối- (vi).srt");
    expect(fileName("Salt", session, choose("docx", { lang: "vi", original: "1" }))).toBe("Salt (en-US, vi).docx");
    expect(fileName("Untitled, 23 Nov, 14:05", session, choose("txt"))).toBe("Untitled, 23 Nov, 14.05 (en-US).txt");
  });

  test("has every language of the file, also former languages of the session", () => {
    const lines = [
      { kind: "gap", lang: "de-DE", translations: {} },
      { kind: "speech", lang: "en-US", translations: { es: "a", vi: "b" } },
      { kind: "speech", lang: "fr-FR", translations: { vi: "c" } },
    ];
    const changed = { session: { sourceLang: "fr-FR", targetLangs: ["vi"] }, lines } as never;
    expect(fileName("Salt", changed, choose("txt"))).toBe("Salt (en-US, fr-FR).txt");
    expect(fileName("Salt", changed, choose("srt", { lang: "es" }))).toBe("Salt (es).srt");
    expect(fileName("Salt", changed, choose("json"))).toBe("Salt (en-US, fr-FR, vi, es).json");
  });

  test("is valid on every system for any title, and a header carries it (RFC 6266)", () => {
    fc.assert(
      fc.property(anyText, (title) => {
        const name = fileName(title, session, choose("srt", { lang: "vi" }));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be in it
        expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
        expect(name).toMatch(/^[^.].* \(vi\)\.srt$/u);
        expect(Buffer.byteLength(name)).toBeLessThan(200);
        expect(contentDisposition.parse(contentDisposition(name)).parameters.filename).toBe(name);
      }),
    );
  });
});

type Node = { type: string; name?: string; value?: string; children?: Node[] };

function textOf(node: Node): { text: string; voice: string } {
  const inner = (node.children ?? []).map(textOf);
  return {
    text: (node.type === "text" ? (node.value ?? "") : "") + inner.map(({ text }) => text).join(""),
    voice: (node.name === "v" ? decoded(node.value ?? "") : "") + inner.map(({ voice }) => voice).join(""),
  };
}

function writtenTurn(turn: Turn, choice: ExportChoice): string[] {
  if (turn.kind === "gap") return ["did not arrive)"];
  return paragraphsOf(turn, choice).map(({ sentences }) =>
    sentences.map((text) => text ?? "(Not translated yet)").join(" "),
  );
}

function endsWith(text: string): RegExp {
  return new RegExp(`${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
}

/** Decodes character references in an annotation, which W3C's parser leaves, contrary to the specification. */
function decoded(annotation: string): string {
  return annotation.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").trim();
}
