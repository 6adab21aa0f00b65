import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "#testing/eventually";
import { GoogleTranslationStandIn } from "#testing/google/translation";
import { createGoogleTranslation, type GoogleTranslationOptions } from "#worker/translation/google/google";
import type { Translator } from "#worker/translation/port";

let google: GoogleTranslationStandIn;
const open: Translator[] = [];

function engine(options: GoogleTranslationOptions = {}): Translator {
  const translator = createGoogleTranslation({ projectId: "demo", emulatorHost: google.host, ...options });
  open.push(translator);
  return translator;
}

const inTo = (translator: Translator, to: string, text: string, from = "en-US") =>
  translator.translate({ text, from, to, terms: [] });
const keeping = async (translator: Translator, terms: readonly string[], text: string, to = "vi") =>
  (await translator.translate({ text, from: "en-US", to, terms })).text;

beforeAll(async () => {
  // Do not ask this machine for Google's metadata.
  process.env.METADATA_SERVER_DETECTION = "none";
  google = await new GoogleTranslationStandIn().start();
});
beforeEach(() => {
  google.requests.length = 0;
  google.basicRequests.length = 0;
  google.faults.clear();
  google.holds.clear();
});
afterEach(() => Promise.all(open.splice(0).map((translator) => translator.close())));
afterAll(() => google.close());

describe("a request to Google Cloud Translation v3", () => {
  it("is plain text for NMT, with Google's language tags", async () => {
    expect(await inTo(engine(), "vi", "It's <b> & so")).toEqual({ text: "[vi] It's <b> & so", unknownWords: 0 });
    expect(await inTo(engine(), "ar", "你好", "cmn-Hans-CN")).toMatchObject({ text: "[ar] 你好" });
    expect(google.requests).toMatchObject([
      {
        parent: "projects/demo/locations/global",
        mimeType: "text/plain",
        model: "",
        sourceLanguageCode: "en",
        targetLanguageCode: "vi",
        glossaryConfig: null,
      },
      { sourceLanguageCode: "zh-CN", targetLanguageCode: "ar" },
    ]);
  });

  it("names the model and the glossary, and its answer is the glossary's translation", async () => {
    const options = { location: "us-central1", model: "translation-llm", glossary: "names" };
    expect((await inTo(engine(options), "vi", "Hello.")).text).toBe("{glossary} [vi] Hello.");
    expect(google.requests).toMatchObject([
      {
        parent: "projects/demo/locations/us-central1",
        model: "projects/demo/locations/us-central1/models/general/translation-llm",
        glossaryConfig: { glossary: "projects/demo/locations/us-central1/glossaries/names" },
      },
    ]);
  });

  it("is refused at start if a glossary has no location of its own", () => {
    expect(() => engine({ glossary: "names" })).toThrow(/GOOGLE_TRANSLATE_LOCATION/);
  });

  it("has all texts that waited for the one before it, and each equal text once", async () => {
    const translator = engine();
    let release = () => {};
    google.holds.set("vi", new Promise<void>((resolve) => (release = resolve)));
    const first = inTo(translator, "vi", "One.");
    await eventually("the first is in flight", () => google.requests.length === 1);
    const rest = ["Two.", "Three.", "Two.", "Four."].map((text) => inTo(translator, "vi", text));
    release();
    expect((await first).text).toBe("[vi] One.");
    expect((await Promise.all(rest)).map(({ text }) => text)).toEqual([
      "[vi] Two.",
      "[vi] Three.",
      "[vi] Two.",
      "[vi] Four.",
    ]);
    expect(google.requests.map(({ contents }) => contents)).toEqual([["One."], ["Two.", "Three.", "Four."]]);
  });

  it("keeps the limits of 1,024 strings and 5,000 code points, and splits a longer text at sentences", async () => {
    const translator = engine();
    const short = Array.from({ length: 1_100 }, (_, index) => inTo(translator, "vi", `${index}`));
    await Promise.all(short);
    expect(google.requests.map(({ contents }) => contents.length)).toEqual([1024, 76]);

    google.requests.length = 0;
    const sentence = "The house by the river is red 😀. ";
    const { text } = await inTo(translator, "es", sentence.repeat(1_200).trim());
    expect(text.match(/The house by the river is red 😀\./g)).toHaveLength(1_200);
    for (const { contents } of google.requests) {
      expect(contents.reduce((sum, part) => sum + Array.from(part).length, 0)).toBeLessThanOrEqual(5_000);
      for (const part of contents) expect(part).toMatch(/^The house .*red 😀\. ?$/s);
    }
  });

  it("is not sent twice for the same text", async () => {
    const translator = engine();
    for (const _ of [1, 2, 3]) await inTo(translator, "vi", "Good morning.");
    await inTo(translator, "ar", "Good morning.");
    expect(google.requests.map(({ targetLanguageCode }) => targetLanguageCode)).toEqual(["vi", "ar"]);
    await inTo(translator, "vi", "  ");
    expect(google.requests).toHaveLength(2);
  });
});

describe("a vocabulary", () => {
  const ROSE = '<span translate="no">Rose</span>';

  it("keeps the spelling of its terms, in HTML; a line without a term is plain text", async () => {
    const translator = engine();
    expect(await keeping(translator, ["Rose", "R&D <x>"], "Rose & it's <b> R&D <x>")).toBe(
      "[vi] Rose & it's <b> R&D <x>",
    );
    expect(await keeping(translator, ["Rose"], "Roses & Apple")).toBe("[vi] Roses & Táo");
    expect(google.requests).toMatchObject([
      {
        mimeType: "text/html",
        contents: [`${ROSE} &amp; it's &lt;b&gt; <span translate="no">R&amp;D &lt;x&gt;</span>`],
      },
      { mimeType: "text/plain", contents: ["Roses & Apple"] },
    ]);
  });

  it("shares no request with plain text, and no answer with another vocabulary", async () => {
    const translator = engine();
    const all = [["Rose"], [], ["Apple"], ["Rose", "Apple"], ["Rose"]].map((terms) =>
      keeping(translator, terms, "Rose, Apple."),
    );
    const [ROSES, APPLES] = ["[vi] Rose, Táo.", "[vi] Hoa hồng, Apple."];
    expect(await Promise.all(all)).toEqual([ROSES, "[vi] Hoa hồng, Táo.", APPLES, "[vi] Rose, Apple.", ROSES]);
    expect(await keeping(translator, ["Rose"], "Rose, Apple.")).toBe(ROSES);
    expect(google.requests.map(({ mimeType, contents }) => [mimeType, contents.length])).toEqual([
      ["text/html", 3],
      ["text/plain", 1],
    ]);
  });

  it("is kept by NMT if the model takes no HTML, and is ignored if neither does", async () => {
    const llm = engine({ model: "translation-llm" });
    expect(await keeping(llm, ["Rose"], "Rose, Apple.")).toBe("[vi] Rose, Táo.");
    const own = engine({ model: "projects/demo/locations/global/models/my-llm" });
    expect(await keeping(own, ["Rose"], "Rose, Apple.")).toBe("[vi] Hoa hồng, Táo.");
    expect(google.requests.map(({ mimeType, model }) => [mimeType, model])).toEqual([
      ["text/html", ""],
      ["text/html", "projects/demo/locations/global/models/my-llm"],
      ["text/plain", "projects/demo/locations/global/models/my-llm"],
    ]);
  });

  it("keeps a long text within a request's limit after marking and escaping", async () => {
    const translator = engine();
    const text = "Rose & Rose. ".repeat(380).trim();
    expect((await keeping(translator, ["Rose"], text)).match(/Rose & Rose\./g)).toHaveLength(380);
    for (const { contents } of google.requests) {
      expect(contents.reduce((sum, part) => sum + Array.from(part).length, 0)).toBeLessThanOrEqual(5_000);
    }
  });

  it("is billed with its tags", () => {
    expect(engine().billed("Rose & Anna", ["Rose"])).toBe(`${ROSE} &amp; Anna`.length);
    expect(engine().billed("Rose & Anna", [])).toBe("Rose & Anna".length);
  });
});

describe("a refused request", () => {
  it.each([
    [1, "unavailable", true],
    [2, "refused", false],
    [3, "unsupported", false],
    [4, "unavailable", true],
    [5, "refused", false],
    [7, "refused", false],
    [8, "throttled", true],
    [10, "unavailable", true],
    [13, "crashed", true],
    [14, "unavailable", true],
    [16, "refused", false],
  ] as const)("code %d is %s, retryable %s, and does not stay", async (code, kind, retryable) => {
    const translator = engine();
    google.faults.set("vi", { code, message: "secret words" });
    const failed = inTo(translator, "vi", "Hello.");
    await expect(failed).rejects.toMatchObject({ name: "EngineError", kind, retryable });
    await expect(failed).rejects.not.toThrow(/secret words/);
    google.faults.clear();
    expect((await inTo(translator, "vi", "Hello.")).text).toBe("[vi] Hello.");
  });

  it.each(["Daily Limit Exceeded", "User Rate Limit Exceeded"])("403 %s is a quota", async (message) => {
    google.faults.set("vi", { code: 7, message });
    await expect(inTo(engine(), "vi", "Hello.")).rejects.toMatchObject({ kind: "throttled", retryable: true });
  });

  it("delays no other language, be it a quota or no answer", async () => {
    const translator = engine();
    google.faults.set("vi", { code: 8, message: "Quota exceeded" });
    let release = () => {};
    google.holds.set("ja", new Promise<void>((resolve) => (release = resolve)));
    const late = inTo(translator, "ja", "Hello.");
    await expect(inTo(translator, "vi", "Hello.")).rejects.toMatchObject({ kind: "throttled" });
    expect((await inTo(translator, "ar", "Hello.")).text).toBe("[ar] Hello.");
    release();
    expect((await late).text).toBe("[ja] Hello.");
  });

  it("for one text does not fail the others", async () => {
    const translator = engine();
    const settled = await Promise.allSettled(["One.", "poison", "Two."].map((text) => inTo(translator, "vi", text)));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("into an unsupported language is not sent", async () => {
    await expect(inTo(engine(), "tlh", "Hello.")).rejects.toMatchObject({ kind: "unsupported", retryable: false });
    expect(google.requests).toEqual([]);
  });
});

describe("Google Cloud Translation v2, by key", () => {
  const basic = () => engine({ projectId: undefined, apiKey: "key-of-a-test", basicOrigin: google.origin });

  it("sends plain text with the key in a header, at most 128 strings", async () => {
    const translator = basic();
    expect((await inTo(translator, "vi", "It's")).text).toBe("[vi] It's");
    await Promise.all(Array.from({ length: 130 }, (_, index) => inTo(translator, "vi", `${index}`)));
    expect(google.basicRequests.map(({ q }) => q.length)).toEqual([1, 128, 2]);
    expect(google.basicRequests[0]).toMatchObject({ key: "key-of-a-test", target: "vi", format: "text" });
    expect(google.requests).toEqual([]);
  });

  it("keeps a vocabulary's terms in HTML", async () => {
    expect(await keeping(basic(), ["Rose"], "Rose & Apple's")).toBe("[vi] Rose & Táo's");
    expect(google.basicRequests).toMatchObject([
      { format: "html", q: ['<span translate="no">Rose</span> &amp; Apple\'s'] },
    ]);
  });

  it.each([
    [400, "Bad", "unsupported", false],
    [403, "The key is blocked", "refused", false],
    [403, "Daily Limit Exceeded", "throttled", true],
    [429, "Slow down", "throttled", true],
    [503, "Busy", "unavailable", true],
  ] as const)("%d %s is %s", async (code, message, kind, retryable) => {
    google.faults.set("vi", { code, message });
    await expect(inTo(basic(), "vi", "Hello.")).rejects.toMatchObject({ kind, retryable });
  });
});
