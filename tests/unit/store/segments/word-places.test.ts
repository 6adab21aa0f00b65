import { expect, test } from "vitest";
import { placesOfWords } from "#store/segments/word-places";

const wordsOf = (...words: readonly (readonly [word: string, confidence: number | null])[]) =>
  words.map(([word, confidence], at) => ({ word, startMs: at, endMs: at + 1, confidence }));
const wanted = ({ confidence }: { confidence: number | null }) => confidence === 0;

function marked(text: string, words: ReturnType<typeof wordsOf>, isEdited = false): string[] {
  return placesOfWords(text, words, { wanted, isEdited }).map(([from, to]) => text.slice(from, to));
}

test("words are found by their letters, in their order, whatever the capitals, marks and composition", () => {
  const words = wordsOf(["the", 1], ["pond", 0], ["the", 0], ["café", 0], ["i'm", 0], ["the", null]);
  const text = "The pond, the cafe\u0301: I'm the";
  expect(marked(text, words)).toEqual(["pond", "the", "cafe\u0301", "I'm"]);
  expect(placesOfWords(text, words, { wanted, isEdited: false })[1]).toEqual([10, 13]);
});

test("a word that the text spells in another way has no mark, and the following words keep theirs", () => {
  expect(marked("Bến Tre is salt.", wordsOf(["ben", 0], ["tray", 0], ["is", 0], ["salt", 1]))).toEqual(["is"]);
});

test("in a line that a person changed no word is marked; one that was only split or joined keeps its marks", () => {
  const words = wordsOf(["the", 1], ["pawned", 0], ["is", 0]);
  expect(marked("The pond is", words, true)).toEqual([]);
  expect(marked("The pawned is", words, true)).toEqual(["pawned", "is"]);
});
