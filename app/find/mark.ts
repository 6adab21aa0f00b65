/** Sets the ranges of the CSS highlight `name`, replacing the previous ones. Browsers without highlights show none. */
export function mark(name: string, places: readonly StaticRange[]): void {
  if (typeof Highlight === "undefined") return;
  const highlight = new Highlight();
  for (const place of places) highlight.add(place);
  if (places.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, highlight);
}

/** The range of a text between two positions, in UTF-16 units. */
export function placeIn(text: Text, from: number, to: number): StaticRange {
  return new StaticRange({ startContainer: text, startOffset: from, endContainer: text, endOffset: to });
}
