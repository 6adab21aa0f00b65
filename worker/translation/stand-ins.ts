import type { Part } from "./term-parts";

/**
 * Place names that Apertium's dictionaries know, with the same spelling in English, Spanish and Catalan, and one gender. With
 * a place name instead of a term the grammar around it is right: `El proyecto de Madrid está acabado`. With an unknown word
 * the same sentence becomes `El Xqza el proyecto está acabado`.
 */
const PLACES =
  "Madrid Toledo Washington Dakar Kabul Vigo Montevideo Boston Chicago Dallas Houston Beirut Toronto Montreal".split(
    " ",
  );

/** Letters without a letter or digit before them: a stand-in may begin here. */
const STANDING_IN = /(?<![\p{L}\p{N}])\p{L}+/gu;

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Words in no dictionary, for a text with more terms than place names. */
function unknownWord(index: number): string {
  const [high = "", low = ""] = [LETTERS[Math.floor(index / 26) % 26], LETTERS[index % 26]];
  return `Xqz${"q".repeat(Math.floor(index / 676))}${high}${low}`;
}

/** A text whose terms are replaced by words that a translation keeps. */
export type StoodIn = {
  readonly text: string;
  /** @returns null when a stand-in is missing or doubled in the translation */
  putBack(translated: string): string | null;
  isStandIn(word: string): boolean;
};

/** Replaces each term by a word of its own that is not in the text. */
export function standIn(parts: readonly Part[]): StoodIn {
  const whole = parts.map(({ text }) => text).join("");
  const free = freeWords(whole);
  const words = new Map<string, string>();
  const counts = new Map<string, number>();
  const replaced = parts.map(({ text, isTerm }) => {
    if (!isTerm) return text;
    const word = words.get(text) ?? free();
    words.set(text, word);
    counts.set(word, (counts.get(word) ?? 0) + 1);
    return word;
  });
  const terms = new Map([...words].map(([term, word]) => [word, term]));
  const longest = Math.max(0, ...[...terms.keys()].map(({ length }) => length));
  return {
    text: replaced.join(""),
    putBack(translated) {
      const found = new Map<string, number>();
      const back = translated.replace(STANDING_IN, (letters) => {
        const word = beginningIn(terms, letters, longest);
        if (word === undefined) return letters;
        found.set(word, (found.get(word) ?? 0) + 1);
        // Apertium appends a Catalan genitive to an unknown word.
        const more = letters.slice(word.length);
        return `${terms.get(word)}${more === "" ? "" : ` ${more}`}`;
      });
      return [...counts].every(([word, count]) => found.get(word) === count) ? back : null;
    },
    isStandIn: (word) => terms.has(word),
  };
}

/** The longest of the words that `letters` begins with. */
function beginningIn(words: ReadonlyMap<string, string>, letters: string, longest: number): string | undefined {
  for (let length = Math.min(longest, letters.length); length > 0; length -= 1) {
    const word = letters.slice(0, length);
    if (words.has(word)) return word;
  }
  return undefined;
}

function freeWords(text: string): () => string {
  const lower = text.toLowerCase();
  const isFree = (word: string) => !lower.includes(word.toLowerCase());
  const places = PLACES.filter(isFree);
  let unknown = 0;
  return () => {
    const place = places.shift();
    if (place) return place;
    for (;;) {
      const word = unknownWord(unknown);
      unknown += 1;
      if (isFree(word)) return word;
    }
  };
}
