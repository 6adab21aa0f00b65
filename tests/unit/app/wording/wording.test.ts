import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { en } from "#app/wording/en";
import { fillText } from "#app/wording/fill-text";
import { READER_LANGUAGES } from "#app/wording/readers/reader-languages";
import { READER_WORDING, readerTexts } from "#app/wording/readers/reader-wording";
import { vi } from "#app/wording/vi";

/** The languages that are compared with English. */
const OTHERS = { vi };

/** Words that another language shares with English. */
const COGNATES = new Set(["Export", "Format", "Live", "Normal", "Original", "Pause: {time}", "Standard"]);
const PLURAL = /\{\w+, plural,((?: \w+ \{[^{}]*\})+)\}/g;

type Texts = { readonly [key: string]: string | Texts };

function flat(texts: Texts, path = ""): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  );
}

/** The names in `{name}` and `{count, plural, ...}`, each once: languages have different numbers of plural forms. */
function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name = ""]) => name))].sort();
}

const english = flat(en);

test.each(Object.entries(OTHERS))("%s has a text for each English key, and no other", (_, texts) => {
  expect(flat(texts).map(([key]) => key)).toEqual(english.map(([key]) => key));
});

test.each(Object.entries(OTHERS))("%s fills the same values into each text as English", (_, texts) => {
  const filled = english.filter(([, text]) => placeholders(text).length > 0);
  expect(filled.length).toBeGreaterThan(50);
  const other = new Map(flat(texts));
  const valuesIn = (find: (key: string, text: string) => string) =>
    Object.fromEntries(english.map(([key, text]) => [key, placeholders(find(key, text))]));
  expect(valuesIn((key) => other.get(key) ?? "")).toEqual(valuesIn((_key, text) => text));
});

test.each(Object.entries({ en, ...OTHERS }))(
  "no text of %s is empty, or has an exclamation mark or a dash",
  (_, texts) => {
    expect(flat(texts).filter(([, text]) => text.trim() === "" || /[!—]/.test(text))).toEqual([]);
  },
);

describe.each(Object.entries(READER_WORDING))("the readers' texts in %s", (language, wording) => {
  const texts = flat(wording);

  test("are those of English, with the same values, without exclamation marks and dashes", () => {
    const valuesOf = (all: [string, string][]) => all.map(([key, text]) => [key, placeholders(text)]);
    expect(valuesOf(texts)).toEqual(valuesOf(flat(READER_WORDING.en)));
    expect(texts.filter(([, text]) => text.trim() === "" || /[!—]/.test(text))).toEqual([]);
  });

  test("are translated, except for words that are the same in both languages", () => {
    if (language === "en") return;
    const english = new Map(flat(READER_WORDING.en));
    const same = texts.filter(([key, text]) => english.get(key) === text && !/^\W*\{\w+\}\W*$/.test(text));
    expect(same.filter(([, text]) => !COGNATES.has(text))).toEqual([]);
  });

  test("have each plural form of the language, and no other", () => {
    const rules = new Intl.PluralRules(language);
    const needed = new Set(Array.from({ length: 1_000 }, (_, count) => rules.select(count)));
    const incomplete = texts.flatMap(([key, text]) =>
      [...text.matchAll(PLURAL)].map(([, forms = ""]) => [
        key,
        [...forms.matchAll(/(\w+) \{/g)].map(([, rule]) => rule),
      ]),
    );
    for (const [key, forms] of incomplete) expect([key, forms]).toEqual([key, expect.arrayContaining([...needed])]);
    for (const [, forms] of incomplete) expect(forms).toHaveLength(needed.size);
    expect(texts.filter(([, text]) => text.includes("plural") && !text.match(PLURAL))).toEqual([]);
  });

  test("have no unfilled placeholder", () => {
    const values = { seconds: 3, minutes: 3, count: 3, time: "0:01", when: "x", from: "x", to: "x", language: "x" };
    expect(texts.filter(([, text]) => /[{}#]/.test(fillText(text, values, language)))).toEqual([]);
  });
});

test("a count takes the plural form and the digits of its language", () => {
  const { jumpNew } = READER_WORDING.ar.transcript;
  const filled = (count: number) => fillText(jumpNew, { count }, "ar-EG");
  expect(filled(1)).toBe("الانتقال إلى المباشر، سطر جديد واحد");
  expect(filled(2)).toBe("الانتقال إلى المباشر، سطران جديدان");
  expect(filled(3)).toBe("الانتقال إلى المباشر، ٣ أسطر جديدة");
  expect(filled(11)).toBe("الانتقال إلى المباشر، ١١ سطرًا جديدًا");
  expect(fillText(READER_WORDING.es.transcript.jumpNew, { count: 1 }, "es")).toBe("Ir al directo, 1 línea nueva");
});

test("a page of readers gets the texts of one language, at most 12 kB", () => {
  for (const language of READER_LANGUAGES) {
    const sent = Buffer.from(JSON.stringify(readerTexts(language)));
    expect(sent.length).toBeLessThan(12_000);
  }
});

test.each(["en", "vi"] as const)("a sentence of the readers' pages in %s is written in no other file", (language) => {
  const files = [`${language}.ts`, ...readdirSync(`app/wording/${language}`).map((name) => `${language}/${name}`)];
  expect(files.length).toBeGreaterThan(4);
  const others = files.map((file) => readFileSync(`app/wording/${file}`, "utf8")).join("\n");
  const sentences = flat(READER_WORDING[language]).filter(([, text]) => text.endsWith("."));
  expect(sentences.filter(([, text]) => others.includes(`"${text}"`))).toEqual([]);
});

test("each document and each setting that a text names exists", () => {
  const texts = Object.values({ en, ...OTHERS }).flatMap((all) => flat(all).map(([, text]) => text));
  const settings = readFileSync(".env.example", "utf8");
  const named = (pattern: RegExp) => [...new Set(texts.flatMap((text) => text.match(pattern) ?? []))];
  const documents = named(/[\w/-]+\.md|README/g);
  const variables = named(/\b[A-Z]+_[A-Z_]+\b|\bACCESS\b/g);
  expect(documents.length).toBeGreaterThan(0);
  expect(variables.length).toBeGreaterThan(0);
  expect(documents.filter((path) => !existsSync(path === "README" ? "README.md" : path))).toEqual([]);
  expect(variables.filter((name) => !new RegExp(`^#? ?${name}=`, "m").test(settings))).toEqual([]);
});

test("the text about Google's settings names both of them and their document", () => {
  for (const { start } of [en, vi])
    expect(start.needGoogleHow).toMatch(/STT_ENGINE.*TRANSLATION_ENGINE.*docs\/google\.md/);
});
