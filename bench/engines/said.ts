/** A segment every four seconds. */
export const CHUNKS_PER_SEGMENT = 20;

const WORDS =
  "we meet here again to speak about how rivers carry sand stones and seeds down into the wide open delta".split(" ");

/** What is said in the first `chunks` of a segment: a word in each. */
export function saidAfter(chunks: number): string {
  return WORDS.slice(0, chunks).join(" ");
}
