import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeForKey } from "#app/audience/screen/screen-keys";
import { parseScreenSettings, screenQuery } from "#app/audience/screen/screen-settings";

const parsed = (query: string) => parseScreenSettings(new URLSearchParams(query));
const DEFAULTS = parsed("");

describe("the address of a caption screen", () => {
  test("has the browser's language, three dark lines of 96 px and nothing else by default", () => {
    expect(DEFAULTS).toEqual({
      lang: null,
      second: null,
      layout: "stacked",
      original: false,
      lines: 3,
      size: 96,
      background: "dark",
      code: false,
    });
  });

  test("has every setting, and is the same after parsing and writing", () => {
    const query = "?lang=vi&second=zh-CN&layout=side&original=on&lines=2&size=120&background=transparent&code=on";
    expect(screenQuery(parsed(query))).toBe(query);
    expect(screenQuery(DEFAULTS)).toBe("");
  });

  test.each([
    "lang=<b>",
    "second=1",
    "layout=below",
    "original=1",
    "lines=4",
    "size=71",
    "size=121",
    "size=9e1",
    "code=",
  ])("ignores %s", (query) => expect(parsed(query)).toEqual(DEFAULTS));

  test("leads to settings that stay the same after writing and parsing, for any query", () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const settings = parsed(query);
        expect(parsed(screenQuery(settings))).toEqual(settings);
      }),
    );
  });
});

describe("a key on the caption screen", () => {
  const shown = { lang: "vi", second: null, langs: ["vi", "es", "en-US"], targetLangs: ["vi", "es"] };
  test.each([
    ["+", { size: 108 }],
    ["-", { size: 84 }],
    ["l", { lang: "es" }],
    ["s", { second: "es" }],
    ["o", { original: true }],
    ["v", { layout: "side" }],
    ["2", { lines: 2 }],
    ["b", { background: "light" }],
    ["c", { code: true }],
    ["x", null],
  ])("%s", (key, change) => {
    expect(changeForKey(key, DEFAULTS, shown)).toEqual(change);
  });

  test("keeps sizes between 72 and 120 px, and cycles through the languages", () => {
    expect(changeForKey("+", parsed("size=120"), shown)).toEqual({ size: 120 });
    expect(changeForKey("-", parsed("size=72"), shown)).toEqual({ size: 72 });
    expect(changeForKey("l", DEFAULTS, { ...shown, lang: "en-US" })).toEqual({ lang: "vi" });
    expect(changeForKey("s", DEFAULTS, { ...shown, second: "es" })).toEqual({ second: null });
  });
});
