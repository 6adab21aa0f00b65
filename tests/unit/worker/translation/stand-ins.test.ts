import fc from "fast-check";
import { expect, test } from "vitest";
import { standIn } from "#worker/translation/stand-ins";
import { holdsTerm, partsOf } from "#worker/translation/term-parts";

test("a term's placeholder is a word that is not in the text, and the same each time", () => {
  const { text, putBack } = standIn(partsOf("In Madrid Rose met Anna, and Rose sang.", ["Rose", "Anna"]));
  expect(text).toBe("In Madrid Toledo met Washington, and Toledo sang.");
  expect(putBack("Washington y Toledo, Toledo.")).toBe("Anna y Rose, Rose.");
  expect(putBack("Washington y Toledo.")).toBeNull();
  expect(putBack("Toledo, Toledo, Toledo, Washington")).toBeNull();
});

test("letters that the engine attaches to a placeholder are separated again", () => {
  const { putBack } = standIn(partsOf("Rose", ["Rose"]));
  expect(putBack("Madridha l'arròs")).toBe("Rose ha l'arròs");
});

test("any text with any number of terms is restored", () => {
  const word = fc.stringMatching(/^[A-Za-z][A-Za-z$&\\]{0,8}[A-Za-z]$/);
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 60 }), fc.array(word), (terms, others) => {
      const text = others.map((other, index) => `${other} ${terms[index] ?? "x"}`).join(" ") + terms.join(", ");
      const parts = partsOf(text, terms);
      const { text: stood, putBack } = standIn(parts);
      if (holdsTerm(parts)) expect(putBack(stood)).toBe(text);
      else expect(stood).toBe(text);
    }),
  );
});
