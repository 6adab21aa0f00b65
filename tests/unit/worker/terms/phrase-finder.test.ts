import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNSPACED_CHARACTER } from "#protocol/line-text";
import { foldCase } from "#worker/terms/fold-case";
import { PhraseFinder } from "#worker/terms/phrase-finder";

const WITHIN_WORD = "[\\p{L}\\p{M}\\p{N}]";

/** The rule as one regular expression: correct, but too slow for long vocabularies. */
function byPattern(phrases: readonly string[], flags: string, text: string): string[] {
  const escaped = (word: string) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const longestFirst = [...phrases].sort((a, b) => b.length - a.length);
  const any = longestFirst.map((phrase) => phrase.split(/\s+/).map(escaped).join("\\s+")).join("|");
  const [before, after] = [
    `(?:(?=${UNSPACED_CHARACTER})|(?<!${WITHIN_WORD}))`,
    `(?:(?<=${UNSPACED_CHARACTER})|(?!${WITHIN_WORD}))`,
  ];
  return Array.from(
    text.matchAll(new RegExp(`${before}(?:${any})${after}`, `gu${flags}`)),
    (m) => `${m.index}:${m[0]}`,
  );
}

function byFinder(phrases: readonly string[], ignoresCase: boolean, text: string): string[] {
  const found = new PhraseFinder(phrases, { ignoresCase }).find(text);
  return found.map(({ from, to }) => `${from}:${text.slice(from, to)}`);
}

/** Few characters of every kind that the rule distinguishes, so that phrases are often found. */
const character = fc.constantFrom(
  ..."aAbıİiIßẞſsKkσςΣΐ\u1fd3.+-1東京は ไ\u0301",
  ..." ,\t\n\u00a0\u3000",
  ..."𐐀𐐨😀𠀀",
  "\ud83d",
  "\ude00",
);
const text = fc.string({ unit: character, maxLength: 24 });
const phrase = fc
  .string({ unit: character, minLength: 1, maxLength: 5 })
  .map((written) => written.trim())
  .filter((written) => written !== "");

describe("phrases are found where the rule's regular expression finds them", () => {
  test.each([
    ["as they are written", "", false],
    ["in any letters", "i", true],
  ])("%s", (_, flags, ignoresCase) => {
    fc.assert(
      fc.property(fc.array(phrase, { minLength: 1, maxLength: 6 }), text, (phrases, some) => {
        expect(byFinder(phrases, ignoresCase, some)).toEqual(byPattern(phrases, flags, some));
      }),
      { numRuns: 300 },
    );
  });
});

test("letters are equal if a regular expression that ignores case matches them", () => {
  const cased: string[] = [];
  for (let code = 0; code < 0x110000; code += 1) {
    const one = String.fromCodePoint(code);
    if (one.toLowerCase() !== one || one.toUpperCase() !== one) cased.push(one);
  }
  const all = cased.join("");
  const byFold = new Map<string, string[]>();
  for (const one of cased) byFold.set(foldCase(one), [...(byFold.get(foldCase(one)) ?? []), one]);
  const different = cased.filter((one) => {
    const equal = all.match(new RegExp(one, "giu")) ?? [];
    return equal.join() !== byFold.get(foldCase(one))?.join();
  });
  expect(different).toEqual([]);
});

test("the largest vocabulary that could be stored is built and used without a long stall", () => {
  const phrases = Array.from({ length: 10_500 }, (_, at) => `${"a ".repeat(46)}${"b".repeat(at % 3)}${at}`);
  const cpuMs = () => process.cpuUsage().user / 1_000;
  const began = cpuMs();
  const finder = new PhraseFinder(phrases, { ignoresCase: true });
  const built = cpuMs();
  const found = finder.find("a ".repeat(2_000));
  const done = cpuMs();
  expect(found).toEqual([]);
  // As one regular expression each took over ten seconds.
  expect(built - began).toBeLessThan(4_000);
  expect(done - built).toBeLessThan(2_000);
});
