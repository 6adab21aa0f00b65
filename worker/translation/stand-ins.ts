import type { Part } from "./term-parts";

/**
 * Places that Apertium's dictionaries know and that are written alike in English, Spanish and Catalan, all of one gender.
 * In their place a term gets its article, its preposition and its verb: `El proyecto de Madrid está acabado`. Of a word that
 * they do not know the same sentence is `El Xqza el proyecto está acabado`.
 */
const PLACES =
  "Madrid Toledo Washington Dakar Kabul Vigo Montevideo Boston Chicago Dallas Houston Beirut Toronto Montreal".split(
    " ",
  );

/** Letters that no letter or digit stands before: a stand-in may begin them. */
const STANDING_IN = /(?<![\p{L}\p{N}])\p{L}+/gu;

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Where a line holds more terms than there are places: words in no dictionary, which stay where they are. */
function unknownWord(index: number): string {
  const [high = "", low = ""] = [LETTERS[Math.floor(index / 26) % 26], LETTERS[index % 26]];
  return `Xqz${"q".repeat(Math.floor(index / 676))}${high}${low}`;
}

/** A text whose terms are replaced by words that come through a translation, and what undoes that. */
export type StoodIn = {
  readonly text: string;
  /** Null: one of them did not come through, or came twice. */
  putBack(translated: string): string | null;
  isStandIn(word: string): boolean;
};

/** Each term has a word of its own, one that is not in the text. */
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
        // Catalan's genitive is written onto a word that it does not know.
        const more = letters.slice(word.length);
        return `${terms.get(word)}${more === "" ? "" : ` ${more}`}`;
      });
      return [...counts].every(([word, count]) => found.get(word) === count) ? back : null;
    },
    isStandIn: (word) => terms.has(word),
  };
}

/** The longest of the words that letters begin with. */
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
