import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FUNCTION = /^export (?:async )?function (\w+)|^export const (\w+)(?:: [^=]+)? = (?:async )?(?:function|\()/gm;

/** Exported functions with a name of one word, such as `release`: a text search for it finds too much else. */
function oneWordNames(source: string): string[] {
  return [...source.matchAll(FUNCTION)].flatMap(([, declared, assigned]) => {
    const name = declared ?? assigned ?? "";
    return /^[a-z]+$/.test(name) ? [name] : [];
  });
}

/** Allowed nouns, which name the returned thing. */
const NOUNS = ["database"];

test.each([
  ["redis", "mailbox.ts"],
  ["store", "database.ts"],
])("every exported function of %s/ has a name of at least two words", (folder, known) => {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((file) => file.endsWith(".ts") && !file.startsWith("generated/"));
  expect(files).toContain(known);
  const found = files.flatMap((file) => oneWordNames(readFileSync(join(folder, file), "utf8")));
  expect(found.filter((name) => !NOUNS.includes(name))).toEqual([]);
});

test("one-word names are detected in every form of export", () => {
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
