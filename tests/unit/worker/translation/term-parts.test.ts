import fc from "fast-check";
import { expect, test } from "vitest";
import { partsOf } from "#worker/translation/term-parts";

const TERMS = ["Bến Tre", "Bến Tre City", "Nguyễn", "C++", "R&D <x>", "東京", "May", "apertium"];

test.each([
  ["We went to Bến Tre.", ["Bến Tre"]],
  ["Bến  Tre City and Bến Tre", ["Bến  Tre City", "Bến Tre"]],
  ["C++, R&D <x>: Nguyễn's", ["C++", "R&D <x>", "Nguyễn"]],
  ["私は東京に行く", ["東京"]],
  ["Bến Treo, Nguyễns, aNguyễn", []],
  ["May may come in May", ["May", "May"]],
  ["Apertium and apertium, not APERTIUM", ["Apertium", "apertium"]],
  ["Bến Tre".normalize("NFD"), ["Bến Tre".normalize("NFD")]],
  ["Nothing of it.", []],
])("the terms of %s", (text, found) => {
  expect(
    partsOf(text, TERMS)
      .filter(({ isTerm }) => isTerm)
      .map((part) => part.text),
  ).toEqual(found);
});

test("the parts of any text with any terms are the text", () => {
  const some = fc.string({ unit: "binary", maxLength: 20 });
  fc.assert(
    fc.property(fc.array(some), fc.array(some), (terms, between) => {
      const text = between.map((one, index) => `${one} ${terms[index] ?? ""}`).join("");
      expect(
        partsOf(text, terms)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
