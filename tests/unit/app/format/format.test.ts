import { describe, expect, test } from "vitest";
import { clockText, isoDuration } from "#app/format/clock";
import { direction } from "#app/format/direction";
import { durationWords } from "#app/format/duration";
import {
  languageList,
  languageName,
  languageNames,
  languageNameWithRegion,
  ownLanguageName,
} from "#app/format/language";
import { isTimeZone, longMoment, momentOf, shortMoment } from "#app/format/moment";
import { behindSeconds, isLate } from "#app/live/caption-delay";
import { chooseInterfaceLanguage, chooseReaderLanguage } from "#app/wording/choose-language";

describe("a time on the session's clock", () => {
  test.each([
    [0, "0:00", "PT0S"],
    [7_999, "0:07", "PT7S"],
    [60_000, "1:00", "PT1M0S"],
    [1_458_000, "24:18", "PT24M18S"],
    [3_599_999, "59:59", "PT59M59S"],
    [3_845_000, "1:04:05", "PT1H4M5S"],
    [-5, "0:00", "PT0S"],
    [Number.NaN, "0:00", "PT0S"],
  ])("%d ms is %s", (ms, text, iso) => {
    expect(clockText(ms)).toBe(text);
    expect(isoDuration(ms)).toBe(iso);
  });
});

describe("a length in words", () => {
  test.each([
    [42_900, { key: "seconds", values: { seconds: "42" } }],
    [59_999, { key: "seconds", values: { seconds: "59" } }],
    [89_000, { key: "minutes", values: { minutes: "1" } }],
    [90_000, { key: "minutes", values: { minutes: "2" } }],
    [3_569_999, { key: "minutes", values: { minutes: "59" } }],
    [3_570_000, { key: "wholeHours", values: { hours: "1" } }],
    [3_629_999, { key: "wholeHours", values: { hours: "1" } }],
    [3_840_000, { key: "hours", values: { hours: "1", minutes: "4" } }],
  ])("%d ms", (ms, words) => {
    expect(durationWords(ms)).toEqual(words);
  });
});

describe("a date", () => {
  const now = Date.parse("2026-11-23T01:30:00Z");
  const english = { locale: "en-GB", timeZone: "UTC", now };

  test("is today or yesterday by the calendar, not by hours", () => {
    expect(momentOf("2026-11-23T00:05:00Z", english)).toMatchObject({ day: "today", time: "00:05" });
    expect(momentOf("2026-11-22T23:55:00Z", english)).toMatchObject({ day: "yesterday", time: "23:55" });
    expect(momentOf("2026-11-21T23:55:00Z", english)).toMatchObject({ day: "other", date: "Sat, 21 Nov" });
  });

  test("is in the reader's time zone", () => {
    const saigon = { locale: "vi-VN", timeZone: "Asia/Ho_Chi_Minh", now };
    expect(momentOf("2026-11-22T18:00:00Z", saigon)).toMatchObject({ day: "today", time: "01:00" });
    expect(momentOf("2026-11-22T18:00:00Z", english)).toMatchObject({ day: "yesterday", time: "18:00" });
  });

  test("has its year only if it is not the present one", () => {
    expect(momentOf("2025-12-31T10:00:00Z", english).date).toBe("31 Dec 2025");
    expect(momentOf("2026-01-01T10:00:00Z", english).date).toBe("Thu, 1 Jan");
  });

  test("has a short form, which replaces a missing title, and a long form", () => {
    expect(shortMoment("2026-11-23T14:05:00Z", "en-GB", "UTC")).toBe("23 Nov, 14:05");
    expect(longMoment("2026-11-23T09:00:00Z", "en-GB", "UTC")).toBe("23 November 2026, 09:00");
    expect(shortMoment("2026-11-23T14:05:00Z", "vi-VN", "UTC")).toContain("14:05");
  });

  test("uses a valid time zone from a cookie only", () => {
    expect(isTimeZone("Asia/Ho_Chi_Minh")).toBe(true);
    expect(isTimeZone("Nowhere/<script>")).toBe(false);
    expect(isTimeZone("")).toBe(false);
  });
});

describe("names of languages", () => {
  test("are in the interface's language and in their own", () => {
    expect(languageName("en-US", "en-GB")).toBe("English");
    expect(languageNameWithRegion("en-US", "en-GB")).toBe("English (United States)");
    expect(ownLanguageName("es")).toBe("Español");
    expect(ownLanguageName("ca")).toBe("Català");
    expect(languageName("en", "vi-VN")).toBe("Tiếng Anh");
    expect(languageList(["vi", "ar", "fr"], "en-GB")).toBe("Vietnamese, Arabic and French");
  });

  test("begin with a small letter inside a Vietnamese sentence", () => {
    expect(languageNames(["en", "fr"], "vi-VN", true)).toBe("Tiếng Anh, tiếng Pháp");
    expect(languageNames(["vi", "ace"], "vi-VN")).toBe("tiếng Việt, tiếng Aceh");
    expect(languageNames(["vi", "ace"], "en-GB")).toBe("Vietnamese, Acehnese");
    expect(languageList(["vi", "ar"], "vi-VN")).toBe("Tiếng Việt và tiếng Ả Rập");
  });

  test("have the direction of their script", () => {
    expect(direction("ar-EG")).toBe("rtl");
    expect(direction("he")).toBe("rtl");
    expect(direction("vi")).toBe("ltr");
  });
});

describe("the language of the interface", () => {
  test.each([
    ["vi", "en-US,en", "vi"],
    [undefined, "vi-VN,vi;q=0.9,en;q=0.8", "vi"],
    [undefined, "fr,en;q=0.5,vi;q=0.7", "vi"],
    [undefined, "vi;q=0,en", "en"],
    [undefined, "fr-FR", "en"],
    ["xx", null, "en"],
    [undefined, "*;q=nonsense,,;;", "en"],
  ] as const)("cookie %s, header %s: %s", (cookie, header, language) => {
    expect(chooseInterfaceLanguage(cookie, header)).toBe(language);
  });

  test.each([
    [{}, "es-MX,es;q=0.9,en;q=0.8", "es"],
    [{}, "zh-TW", "zh"],
    [{}, "km,th;q=0.9", "en"],
    [{ "interface-language": "vi" }, "fr", "vi"],
    [{ "interface-language": "vi", "reader-language": "ar" }, "fr", "ar"],
    [{ "reader-language": "xx" }, "fr", "fr"],
  ] as const)("of readers with the cookies %j and the header %s is %s", (cookies, header, language) => {
    expect(chooseReaderLanguage((name) => (cookies as Record<string, string>)[name], header)).toBe(language);
  });
});

describe("the delay of the lines", () => {
  test.each([
    [1_449, "en-GB", "1.4"],
    [1_449, "vi-VN", "1,4"],
    [2_000, "en-GB", "2.0"],
  ])("%d ms in %s is %s", (ms, locale, text) => expect(behindSeconds(ms, locale)).toBe(text));

  test("is a warning above five seconds", () => {
    expect([isLate(5_000), isLate(5_001)]).toEqual([false, true]);
  });
});
