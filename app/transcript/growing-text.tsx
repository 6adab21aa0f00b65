/**
 * Text that grows word by word. A word keeps its place on the page when it changes from believed to settled, and only the
 * words that differ are written again: a selection stays.
 */
export function GrowingText({ settled, believed = "" }: { settled: string; believed?: string }) {
  const settledParts = wordsOf(settled);
  return [...settledParts, ...wordsOf(believed)].map((word, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a word is known by its place
    <span key={place} className={place < settledParts.length ? undefined : "believed"}>
      {word}
    </span>
  ));
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}
