const LONGEST = 6;
/** The weight of recall against precision. */
const BETA = 2;

/** By length of n-gram: the number in the text, in the reference, and in both. Sums, so that texts can be added up. */
export type ChrfCounts = readonly { readonly text: number; readonly reference: number; readonly both: number }[];

/** Counts the character n-grams, without spaces, of a text and its reference. */
export function chrfCounts(text: string, reference: string): ChrfCounts {
  const [a, b] = [text, reference].map((one) => [...one.replace(/\s+/gu, "")]);
  return Array.from({ length: LONGEST }, (_, at) => {
    const [ofText, ofReference] = [gramsOf(a ?? [], at + 1), gramsOf(b ?? [], at + 1)];
    let both = 0;
    for (const [gram, count] of ofText) both += Math.min(count, ofReference.get(gram) ?? 0);
    return { text: totalOf(ofText), reference: totalOf(ofReference), both };
  });
}

export function addChrfCounts(all: readonly ChrfCounts[]): ChrfCounts {
  return Array.from({ length: LONGEST }, (_, at) => {
    const sum = (of: (counts: ChrfCounts[number]) => number) =>
      all.reduce((total, counts) => total + (counts[at] ? of(counts[at]) : 0), 0);
    return { text: sum((c) => c.text), reference: sum((c) => c.reference), both: sum((c) => c.both) };
  });
}

/**
 * chrF2 (Popović, 2015, 2016) from 0 to 100, as sacreBLEU computes it: lengths of n-gram that neither text reaches do
 * not count.
 */
export function chrf(counts: ChrfCounts): number {
  const reached = counts.filter(({ text, reference }) => text > 0 && reference > 0);
  if (reached.length === 0) return 0;
  const mean = (of: (counts: ChrfCounts[number]) => number) =>
    reached.reduce((total, one) => total + of(one), 0) / reached.length;
  const precision = mean(({ both, text }) => both / text);
  const recall = mean(({ both, reference }) => both / reference);
  if (precision + recall === 0) return 0;
  return (100 * (1 + BETA ** 2) * precision * recall) / (BETA ** 2 * precision + recall);
}

function gramsOf(letters: readonly string[], length: number): Map<string, number> {
  const grams = new Map<string, number>();
  for (let at = 0; at + length <= letters.length; at += 1) {
    const gram = letters.slice(at, at + length).join("");
    grams.set(gram, (grams.get(gram) ?? 0) + 1);
  }
  return grams;
}

function totalOf(grams: ReadonlyMap<string, number>): number {
  return [...grams.values()].reduce((total, count) => total + count, 0);
}
