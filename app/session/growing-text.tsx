import { Fragment } from "react";

/** Text of which only the words that differ are written again: what somebody has selected in it stays selected. */
export function GrowingText({ text }: { text: string }) {
  const words = text.match(/\s*\S+|\s+$/g) ?? [];
  // biome-ignore lint/suspicious/noArrayIndexKey: a word is known by its place
  return words.map((word, place) => <Fragment key={place}>{word}</Fragment>);
}
