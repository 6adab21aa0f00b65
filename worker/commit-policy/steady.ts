import { isHeld, type StandingWord } from "./standing";

/**
 * What of the open words people are shown: words that have stood for `holdMs`. What is shown stays
 * until other words in its place have stood as long, so that a text that goes to and fro does not.
 * @param shown what people see now
 */
export function steady(
  shown: readonly StandingWord[],
  words: readonly StandingWord[],
  now: number,
  holdMs: number,
): readonly StandingWord[] {
  const young = words.findIndex((word) => !isHeld(word, now, holdMs));
  const held = young === -1 ? words : words.slice(0, young);
  const different = shown.findIndex((word, index) => word.key !== held[index]?.key);
  if (different === -1) return [...shown, ...held.slice(shown.length)];
  return different < held.length || words.length === 0 ? held : shown;
}
