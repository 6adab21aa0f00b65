import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { en } from "#app/wording/en";
import { vi } from "#app/wording/vi";

type Texts = { readonly [key: string]: string | Texts };

function flat(texts: Texts, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name).sort();

describe("the wording", () => {
  const vietnamese = new Map(flat(vi));

  test.each(flat(en))("%s has the same values to fill in, in both languages", (key, text) => {
    expect(placeholders(vietnamese.get(key) ?? "")).toEqual(placeholders(text));
  });

  test.each([...flat(en), ...flat(vi)])("%s does not shout and says something", (_, text) => {
    expect(text.trim()).not.toBe("");
    expect(text).not.toMatch(/[!—]/);
  });

  test("texts that point to a document or a setting name one that exists", () => {
    const texts = [...flat(en), ...flat(vi)].map(([, text]) => text);
    const settings = readFileSync(".env.example", "utf8");
    const paths = texts.flatMap((text) => text.match(/[\w/-]+\.md|README/g) ?? []);
    const names = texts.flatMap((text) => text.match(/\b[A-Z]+_[A-Z_]+\b|\bACCESS\b/g) ?? []);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    expect(names.filter((name) => !new RegExp(`^#? ?${name}=`, "m").test(settings))).toEqual([]);
    expect([en.start.needGoogleHow, vi.start.needGoogleHow]).toEqual([
      expect.stringMatching(/STT_ENGINE.*TRANSLATION_ENGINE.*docs\/google\.md/),
      expect.stringMatching(/STT_ENGINE.*TRANSLATION_ENGINE.*docs\/google\.md/),
    ]);
  });

  test("the names that people and tests rely on", () => {
    expect([en.start.start, en.live.stop, en.live.transcript]).toEqual(["Start", "End session", "Transcript"]);
    expect([vi.start.start, vi.live.stop, vi.live.transcript]).toEqual(["Bắt đầu", "Kết thúc", "Bản chép lời"]);
  });
});
