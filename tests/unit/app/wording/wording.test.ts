import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "#app/wording/en";
import { vi } from "#app/wording/vi";

/** The languages that are compared with English. */
const OTHERS = { vi };

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
