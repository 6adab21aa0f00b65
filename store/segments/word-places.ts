import type { Word } from "#protocol/transcript";
import { lettersOf } from "./letters";

/** The place of a word in a text: from, to, in UTF-16 units. */
export type Place = readonly [from: number, to: number];

/**
 * The number of letters in which a word is searched for. A word that is not found there has another spelling in the text.
 */
const LONGEST_SKIP = 40;

/**
 * Finds the places in a text of the words that are `wanted`.
 * @param isEdited see `findWords`
 */
export function placesOfWords(
  text: string,
  words: readonly Word[],
  { wanted, isEdited }: { wanted: (word: Word) => boolean; isEdited: boolean },
): Place[] {
  return findWords(text, words, isEdited).flatMap(({ word, place }) => (wanted(word) ? [place] : []));
}

/** A recogniser's word, and its place in the text. */
export type FoundWord = { readonly word: Word; readonly place: Place };

/**
 * Finds words in a text. The text may have marks, capitals and terms of a vocabulary that the recogniser's words do not have:
 * a word that is not found is left out.
 * @param isEdited a person changed, split or joined the text. Then no word has a place if the letters of text and words
 * differ
 */
export function findWords(text: string, words: readonly Word[], isEdited: boolean): FoundWord[] {
  const { letters, places } = lettersIn(text);
  if (isEdited && letters !== words.map(({ word }) => lettersOf(word)).join("")) return [];
  let next = 0;
  return words.flatMap((word): FoundWord[] => {
    const own = lettersOf(word.word);
    const at = own === "" ? -1 : letters.indexOf(own, next);
    if (at === -1 || at > next + LONGEST_SKIP) return [];
    next = at + own.length;
    const [first, last] = [places[at], places[next - 1]];
    return first && last ? [{ word, place: [first[0], last[1]] }] : [];
  });
}

/** The letters of a text, and for each UTF-16 unit of them its place in the text. */
function lettersIn(text: string): { letters: string; places: readonly Place[] } {
  let [letters, from] = ["", 0];
  const places: Place[] = [];
  for (const character of text) {
    const to = from + character.length;
    const own = lettersOf(character);
    letters += own;
    for (let unit = 0; unit < own.length; unit += 1) places.push([from, to]);
    from = to;
  }
  return { letters, places };
}
