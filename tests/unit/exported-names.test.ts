import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FUNCTION = /^export (?:async )?function (\w+)|^export const (\w+)(?:: [^=]+)? = (?:async )?(?:function|\()/gm;

/** Exported functions whose name is a single word, such as `release`: a search for them finds every other word, too. */
function oneWordNames(source: string): string[] {
  return [...source.matchAll(FUNCTION)].flatMap(([, declared, assigned]) => {
    const name = declared ?? assigned ?? "";
    return /^[a-z]+$/.test(name) ? [name] : [];
  });
}

/** Nouns that say what they return. */
const NOUNS = ["database"];

test.each([
  ["redis", "mailbox.ts"],
  ["store", "database.ts"],
])("every function that %s/ exports is named by at least two words", (folder, known) => {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((file) => file.endsWith(".ts") && !file.startsWith("generated/"));
  expect(files).toContain(known);
  const found = files.flatMap((file) => oneWordNames(readFileSync(join(folder, file), "utf8")));
  expect(found.filter((name) => !NOUNS.includes(name))).toEqual([]);
});

test("a function of one word is found, however it is exported", () => {
  const source = [
    "export function keep(a: number): void {}",
    "export async function owe<T>(a: T): Promise<T> {",
    "export const place = (a: number) => a;",
    "export const bury: Act = async (a) => a;",
    "export function keepSound() {}",
    "export const LIMIT = (2 + 3) * 4;",
    "export type held = string;",
    "function ask() {}",
  ].join("\n");
  expect(oneWordNames(source)).toEqual(["keep", "owe", "place", "bury"]);
});
