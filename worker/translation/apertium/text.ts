/** Marks that Apertium puts before a word: `*` not in its dictionary, `#` no inflected form, `@` no equivalent. */
const MARKS = "*#@";

/** Private-use characters that replace marks of the text itself, which Apertium does not change. */
const DISGUISES = "\ue000\ue001\ue002";

const END = "[\n]";

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

export type Reply = {
  readonly text: string;
  readonly unknownWords: number;
  /** The unknown words that are not in Apertium's dictionary, as they were written. */
  readonly notInDictionary: readonly string[];
};

/**
 * Writes a request of the null-flush protocol. It ends with a superblank, without which the pipeline keeps the end of the
 * text until the next request, and its replies no longer match.
 */
export function request(text: string): string {
  const plain = text
    .replaceAll(/[\ue000-\ue002]/g, "")
    .replaceAll(/[*#@]/g, (mark) => DISGUISES.charAt(MARKS.indexOf(mark)))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL ends a request
    .replaceAll(/[\s\u0000-\u001f\u007f]+/g, " ")
    .replaceAll(/[\\^$/<>[\]{}]/g, (reserved) => `\\${reserved}`);
  return `${plain}${hasEndMark(text) ? "" : ".[]"}${END}\0`;
}

/** Whether a reply is complete: it ends with the superblank. */
export function isWhole(raw: string): boolean {
  return raw.endsWith(END);
}

/** Reads the reply to `text`, without its NUL. */
export function reply(raw: string, text: string): Reply {
  // A bracket that belongs to the text is escaped.
  const withoutBlanks = raw.replaceAll(/(\\.)|\[[^\]]*\]/gs, "$1");
  const notInDictionary: string[] = [];
  let unknownWords = 0;
  const unmarked = withoutBlanks.replaceAll(/(\\.)|[*#@]+([\p{L}\p{N}\p{M}]*)/gsu, (marked, escaped, word = "") => {
    if (escaped !== undefined) return escaped;
    if (word === "") return "";
    unknownWords += 1;
    if (marked.startsWith("*")) notInDictionary.push(word);
    return word;
  });
  const readable = unmarked
    .replaceAll(/\\(.)/gs, "$1")
    .replaceAll(/[\ue000-\ue002]/g, (disguise) => MARKS.charAt(DISGUISES.indexOf(disguise)))
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ +([,.!?;:])/g, "$1")
    .trim();
  const own = hasEndMark(text) ? readable : readable.replace(/\.$/, "");
  return { text: own, unknownWords, notInDictionary };
}

/** Capitalises words: recognisers write names in lower case, but the dictionary has them with a capital, as `I`. */
export function withCapitals(text: string, words: readonly string[]): string {
  const names = new Set(words.filter((word) => word === word.toLowerCase() && (word.length > 1 || word === "i")));
  return text.replaceAll(WORD, (word) => (names.has(word) ? capitalised(word) : word));
}

/** Restores the lower case of words that are unknown with a capital, too. */
export function withoutCapitals(text: string, words: readonly string[], unhelped: readonly string[]): string {
  const names = new Set(words.map(capitalised).filter((word) => unhelped.includes(word)));
  return text.replaceAll(WORD, (word) => (names.has(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word));
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Adds the source's initial capital and Spanish opening marks, which Apertium does not write. */
export function withSentenceMarks(translated: string, source: string, to: string): string {
  const first = /\p{L}/u.exec(source)?.[0] ?? "";
  const capital = first !== first.toLowerCase();
  const cased = capital ? translated.replace(/\p{L}/u, (letter) => letter.toUpperCase()) : translated;
  if (to !== "es") return cased;
  const [end = ""] = /[?!]$/.exec(cased) ?? [];
  const opening = { "?": "¿", "!": "¡" }[end];
  if (!opening || cased.includes(opening)) return cased;
  return cased.replace(/(?<=^|[.?!…]\s)[^.?!…\s][^.?!…]*[?!]$/u, (sentence) => opening + sentence);
}

function hasEndMark(text: string): boolean {
  return /[.!?…:;]\s*$/.test(text);
}
