/** A segment every four seconds. */
export const CHUNKS_PER_SEGMENT = 20;
/** 150 words a minute. */
export const CHUNKS_PER_WORD = 2;

const WORDS = "We meet here again to speak about rivers and sand.".split(" ");

/**
 * The recognised text of a segment after its first `chunks`. A word takes two chunks; after one, only its beginning is
 * there.
 */
export function saidAfter(chunks: number): string {
  const whole = Math.floor(chunks / CHUNKS_PER_WORD);
  const next = chunks % CHUNKS_PER_WORD === 0 ? "" : (WORDS[whole] ?? "");
  return [...WORDS.slice(0, whole), next.slice(0, Math.ceil(next.length / 2))].join(" ").trimEnd();
}
