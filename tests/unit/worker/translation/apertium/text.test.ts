import { describe, expect, it } from "vitest";
import { reply, request, withCapitals, withoutCapitals, withSentenceMarks } from "#worker/translation/apertium/text";

describe("a request", () => {
  it("ends with a superblank and one NUL for any NULs and brackets in the text", () => {
    expect(request("a\0b [c]")).toBe("a b \\[c\\].[][\n]\0");
  });

  it("gets an end mark for the tagger only if it has none", () => {
    expect(request("Who?")).toBe("Who?[\n]\0");
    expect(request("Who")).toBe("Who.[][\n]\0");
  });
});

describe("a reply", () => {
  it("loses its marks and superblanks, and the marked words are counted", () => {
    const raw = "El *zzxqv #canal es\\[1\\] @foo.[][\n]";
    expect(reply(raw, "x")).toEqual({ text: "El zzxqv canal es[1] foo", unknownWords: 3, notInDictionary: ["zzxqv"] });
  });

  it("keeps marks of the source text", () => {
    const text = "*a* #b c@d.";
    const through = request(text).slice(0, -1);
    expect(reply(through, text)).toMatchObject({ text, unknownWords: 0 });
  });

  it("keeps the end mark of the source text", () => {
    expect(reply("Hola.[\n]", "Hello.").text).toBe("Hola.");
  });
});

describe("a restored translation", () => {
  it("has the capitals of names, and not those that did not help", () => {
    expect(withCapitals("i met john m zzx", ["i", "john", "m", "zzx"])).toBe("I met John m Zzx");
    expect(withoutCapitals("Encontré John m Zzx", ["john", "zzx"], ["Zzx"])).toBe("Encontré John m zzx");
  });

  it("begins with the case of the source, and opens Spanish questions", () => {
    expect(withSentenceMarks("on és?", "Where is it?", "ca")).toBe("On és?");
    expect(withSentenceMarks("hola. dónde está?", "Hi. Where is it?", "es")).toBe("Hola. ¿dónde está?");
    expect(withSentenceMarks("dónde está", "where is it", "es")).toBe("dónde está");
  });
});
