import { type HypothesisWord, isHeld } from "./hypothesis-words";

/**
 * Chooses the unsettled words to show: those that have been stable for `holdMs`. A shown word stays until another word at
 * its place has been stable as long, so that a changing hypothesis does not make the text flicker.
 * @param shown the words shown now
 */
export function stableDraft(
  shown: readonly HypothesisWord[],
  words: readonly HypothesisWord[],
  now: number,
  holdMs: number,
): readonly HypothesisWord[] {
  const young = words.findIndex((word) => !isHeld(word, now, holdMs));
  const held = young === -1 ? words : words.slice(0, young);
  const different = shown.findIndex((word, index) => word.key !== held[index]?.key);
  if (different === -1) return [...shown, ...held.slice(shown.length)];
  return different < held.length || words.length === 0 ? held : shown;
}
