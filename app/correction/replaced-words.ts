/** The words that a correction replaced, and their replacement, if it is one run of words that other lines may hold. */
export type ReplacedWords = { readonly find: string; readonly by: string };

/** A correction of more words is one of a sentence, not of a name. */
const MOST_WORDS = 5;

/**
 * Finds the one run of words in `before` that `after` replaces. Ignores punctuation that both have at its ends. Null if
 * nothing but punctuation changed, if words were only added or removed, or if the run is longer than MOST_WORDS.
 */
export function replacedWords(before: string, after: string): ReplacedWords | null {
  const [old, anew] = [before.split(" "), after.split(" ")];
  const shorter = Math.min(old.length, anew.length);
  let head = 0;
  while (head < shorter && old[head] === anew[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === anew.at(-1 - tail)) tail += 1;
  const [find, by] = [old, anew].map((words) => words.slice(head, words.length - tail));
  if (!find || !by || find.length > MOST_WORDS || by.length > MOST_WORDS) return null;
  const bare = withoutMarks(find.join(" "), by.join(" "));
  const [wordsBefore, wordsAfter] = [bare.find, bare.by].map((text) =>
    text.replace(HEAD_MARKS, "").replace(TAIL_MARKS, ""),
  );
  return wordsBefore === "" || bare.by === "" || wordsBefore === wordsAfter ? null : bare;
}

const HEAD_MARKS = /^[^\p{L}\p{M}\p{N}]+/u;
const TAIL_MARKS = /[^\p{L}\p{M}\p{N}]+$/u;

function withoutMarks(find: string, by: string): ReplacedWords {
  const [head, tail] = [HEAD_MARKS, TAIL_MARKS].map((marks) => {
    const [own, other] = [find, by].map((text) => marks.exec(text)?.[0] ?? "");
    return own === other ? (own ?? "").length : 0;
  });
  const bare = (text: string) => text.slice(head ?? 0, text.length - (tail ?? 0));
  return { find: bare(find), by: bare(by) };
}
