import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spokenTitle } from "#protocol/spoken-title";

const said = (...texts: string[]) => texts.map((text) => ({ lang: "en-US", text }));
const titleOf = (...texts: string[]) => spokenTitle(said(...texts))?.text;

describe("the default title of a session", () => {
  test("is its first sentence, without the full stop", () => {
    expect(titleOf("Today we look at salt in rice fields.", "It comes every year.")).toBe(
      "Today we look at salt in rice fields",
    );
    expect(titleOf("Why does the salt come every year?")).toBe("Why does the salt come every year?");
  });

  test("has up to three sentences if the first ones are short", () => {
    expect(titleOf("Good morning.", "We look at salt today.", "Sit down.")).toBe("Good morning. We look at salt today");
    expect(titleOf("Yes.", "Yes.", "No.", "Let us begin with the rice.")).toBe("Yes. Yes. No");
  });

  test("is cut at a word, within 60 characters", () => {
    expect(titleOf("Today we look, as we did last week and the week before that, at salt in rice fields.")).toBe(
      "Today we look, as we did last week and the week before…",
    );
    const chinese = "问题不在于如何把盐挡在外面".repeat(6);
    const cut = spokenTitle([{ lang: "zh-CN", text: chinese }])?.text ?? "";
    expect(chinese.startsWith(cut.slice(0, -1))).toBe(true);
    expect(cut.length).toBeGreaterThan(40);
    expect(titleOf("x".repeat(100))).toBe(`${"x".repeat(59)}…`);
  });

  test("skips gaps and open segments, and is in one language", () => {
    const [first] = said("We begin.");
    expect(spokenTitle([{ lang: "en-US", text: "", kind: "gap" as const }, ...said("We begin.")])?.text).toBe(
      "We begin",
    );
    expect(spokenTitle([{ lang: "en-US", text: "We be", open: true }])).toBeNull();
    expect(spokenTitle([])).toBeNull();
    expect(spokenTitle([...said("We begin."), { lang: "fr-FR", text: "Nous aussi." }])).toEqual({
      ...first,
      text: "We begin",
    });
  });

  test("uses the text that the viewer may read, and does not exist if the first sentence has none", () => {
    const es = new Map([[1, "Hoy hablamos de la sal en los arrozales."]]);
    const hidden = [1, 2].map((seq) => ({ seq, lang: "en-US", text: "" }));
    const inSpanish = ({ seq }: { seq: number }) => ({ lang: "es", text: es.get(seq) ?? "" });
    expect(spokenTitle(hidden, inSpanish)).toEqual({ lang: "es", text: "Hoy hablamos de la sal en los arrozales" });
    es.clear();
    es.set(2, "Viene cada año, y cada año trae más sal.");
    expect(spokenTitle(hidden, inSpanish)).toBeNull();
  });

  test("is one line of 1 to 60 characters for any speech", () => {
    const anyText = fc.oneof(fc.string({ unit: "grapheme", maxLength: 90 }), fc.lorem({ maxCount: 30 }));
    const anyLang = fc.constantFrom("en-US", "zh-CN", "th");
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), anyLang, (texts, lang) => {
        const title = spokenTitle(texts.map((text) => ({ lang, text })));
        if (title === null) {
          expect(texts[0]).toMatch(/^[\s\p{Cc}]*$/u);
          return;
        }
        expect(title.text).toMatch(/^[^\p{Cc}\u2028\u2029]{1,60}$/u);
        expect(title.text.trim()).toBe(title.text);
      }),
    );
  });
});
