import { describe, expect, it } from "vitest";
import { direction } from "#app/format/direction";
import { languageName, languageNameWithRegion, ownLanguageName } from "#app/format/language";
import { findLanguages, namedLanguages } from "#app/languages/find-languages";
import { GOOGLE_SPOKEN, GOOGLE_WRITTEN, googleWritten } from "#protocol/google-languages";
import {
  candidateLanguages,
  isReadable,
  isSameLanguage,
  preferredLanguage,
  spokenLanguages,
  writtenLanguages,
} from "#protocol/languages";
import { LanguageTag } from "#protocol/session";

describe("the languages of Google", () => {
  it.each([
    ["spoken", GOOGLE_SPOKEN],
    ["written", GOOGLE_WRITTEN],
  ])("%s are valid tags without duplicates", (_, tags) => {
    for (const tag of tags) expect(LanguageTag.safeParse(tag).success, tag).toBe(true);
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags.length).toBeGreaterThan(70);
  });

  it.each(GOOGLE_WRITTEN)("%s has a name in English and in Vietnamese", (tag) => {
    for (const name of [ownLanguageName(tag), languageName(tag, "en-GB"), languageName(tag, "vi-VN")]) {
      expect(name.trim()).not.toBe("");
      expect(name).not.toBe(tag);
    }
  });

  it("have different names", () => {
    for (const locale of ["en-GB", "vi-VN"]) {
      const names = GOOGLE_WRITTEN.map((tag) => languageName(tag, locale));
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    }
  });

  it("each have a name, and each spoken one can be translated into the others", () => {
    for (const tag of GOOGLE_SPOKEN) {
      expect(languageNameWithRegion(tag, "en-GB")).not.toBe(tag);
      expect(GOOGLE_WRITTEN).toContain(googleWritten(tag));
      expect(writtenLanguages("google", tag)).toHaveLength(GOOGLE_WRITTEN.length - 1);
    }
    expect(writtenLanguages("google", "en-US")).not.toContain("en");
    // It can still be read, as the original.
    expect(isReadable("google", "en-US", "en")).toBe(true);
    expect(isReadable("google", "en-US", "vi")).toBe(true);
    expect(isReadable("apertium", "en-US", "vi")).toBe(false);
    expect(writtenLanguages("google", "xx-XX")).toEqual([]);
  });

  it.each([
    ["cmn-Hans-CN", "zh-CN"],
    ["cmn-Hant-TW", "zh-TW"],
    ["yue-Hant-HK", "yue"],
    ["iw-IL", "he"],
    ["no-NO", "no"],
    ["fil-PH", "fil"],
    ["fr-CA", "fr-CA"],
    ["pt-BR", "pt"],
    ["pa-Guru-IN", "pa"],
    ["xx", null],
  ])("translate %s as %s", (spoken, written) => {
    expect(googleWritten(spoken)).toBe(written);
  });

  it("have the script in the name of Chinese, and a region only where it distinguishes two", () => {
    expect(["zh-CN", "zh-TW"].map(ownLanguageName)).toEqual(["中文（简体）", "中文（繁體）"]);
    expect(languageName("zh-TW", "en-GB")).toMatch(/Traditional/);
    expect(languageName("pt-PT", "en-GB")).toBe("Portuguese (Portugal)");
    expect([direction("ckb"), direction("pa-Arab"), direction("ku")]).toEqual(["rtl", "rtl", "ltr"]);
  });

  it("match the spoken language with its target", () => {
    expect([isSameLanguage("vi-VN", "vi"), isSameLanguage("cmn-Hans-CN", "zh-CN")]).toEqual([true, true]);
    expect([isSameLanguage("en-US", "vi"), isSameLanguage("cmn-Hans-CN", "zh-TW")]).toEqual([false, false]);
  });

  it.each([
    ["google", "v2", "global", "latest_long", 3],
    ["google", "v2", "us-central1", "latest_long", 1],
    ["google", "v2", "us", "chirp_3", 1],
    ["google", "v1", "global", "latest_long", 1],
    ["google", "v1", "global", "command_and_search", 3],
    ["pocketsphinx", "v2", "global", "latest_long", 1],
  ] as const)("%s %s in %s with %s listens for %d languages", (engine, api, location, model, count) => {
    expect(candidateLanguages(engine, { api, location, model })).toBe(count);
  });

  it("prefer Vietnamese as a target, and English for Vietnamese speech", () => {
    expect(preferredLanguage(writtenLanguages("google", "en-US"))).toBe("vi");
    expect(preferredLanguage(writtenLanguages("google", "vi-VN"))).toBe("en");
    expect(preferredLanguage(writtenLanguages("apertium", "en-US"))).toBe("es");
    expect(preferredLanguage([])).toBeUndefined();
  });

  it("are limited to those of both engines if they differ", () => {
    expect(spokenLanguages("google").filter((lang) => writtenLanguages("apertium", lang).length > 0)).toEqual(
      GOOGLE_SPOKEN.filter((lang) => lang.startsWith("en-")),
    );
    expect(spokenLanguages("pocketsphinx").map((lang) => writtenLanguages("google", lang).includes("vi"))).toEqual([
      true,
    ]);
  });
});

describe("the search for a language", () => {
  const all = namedLanguages(GOOGLE_WRITTEN, "en-GB");
  const first = (typed: string) => findLanguages(all, typed)[0]?.lang;

  it.each([
    ["viet", "vi"],
    ["tieng viet", "vi"],
    ["Tiếng Việt", "vi"],
    ["العربية", "ar"],
    ["arab", "ar"],
    ["espanol", "es"],
    ["traditional", "zh-TW"],
    ["日本", "ja"],
    ["yue", "yue"],
  ])("%s finds %s", (typed, lang) => {
    expect(first(typed)).toBe(lang);
  });

  it("finds all languages in alphabetical order without a query, and none for nonsense", () => {
    expect(findLanguages(all, " ")).toHaveLength(GOOGLE_WRITTEN.length);
    expect(findLanguages(all, "qqqq")).toEqual([]);
    const names = all.map(({ name }) => name);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "en-GB")));
  });
});
