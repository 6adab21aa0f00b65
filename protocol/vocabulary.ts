import { z } from "zod";

export const MOST_TERMS = 500;
/** Largest number of characters of all terms and spellings: 500 terms with five spellings each of ordinary length. */
export const MOST_CHARACTERS = 60_000;
const MOST_HEARD = 20;
const Phrase = z
  .string()
  .trim()
  .min(1)
  .max(100)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are refused
  .regex(/^[^\u0000-\u001f\u007f\u2028\u2029=]+$/u);

/** A name or a term: its spelling, and the spellings that a recogniser writes instead. */
export const Term = z.object({ written: Phrase, heardAs: z.array(Phrase).max(MOST_HEARD) });
export type Term = z.infer<typeof Term>;

export const Vocabulary = z
  .array(Term)
  .max(MOST_TERMS)
  .refine((terms) => charactersOf(terms) <= MOST_CHARACTERS);

/** The number of characters that a vocabulary uses of `MOST_CHARACTERS`. */
export function charactersOf(terms: readonly Term[]): number {
  return terms.reduce(
    (sum, { written, heardAs }) => sum + sizeOf(written) + heardAs.reduce((n, h) => n + sizeOf(h), 0),
    0,
  );
}

/** The first terms that fit, of a vocabulary that was stored before the limit. */
export function withinLimits(terms: readonly Term[]): Term[] {
  let characters = 0;
  return terms.slice(0, MOST_TERMS).filter((term) => {
    characters += charactersOf([term]);
    return characters <= MOST_CHARACTERS;
  });
}

/** Counts characters as PostgreSQL does. */
function sizeOf(text: string): number {
  return [...text].length;
}

/**
 * Parses a vocabulary as a person types it: one term per line, and after an equals sign the recogniser's spellings,
 * separated by commas. Two lines with the same term are joined. Null: a line has another form. The result may exceed
 * the limit.
 */
export function readVocabulary(typed: string): Term[] | null {
  const terms = new Map<string, Set<string>>();
  for (const line of typed.split("\n")) {
    if (line.trim() === "") continue;
    const [written = "", spellings = "", ...more] = line.normalize("NFC").split("=");
    if (more.length > 0) return null;
    const heardAs = terms.get(written.trim()) ?? new Set();
    for (const phrase of spellings.split(",")) if (phrase.trim() !== "") heardAs.add(phrase.trim());
    terms.set(written.trim(), heardAs);
  }
  const read = [...terms].map(([written, heardAs]) => ({ written, heardAs: [...heardAs] }));
  return z.array(Term).safeParse(read).data ?? null;
}

/** Formats a vocabulary as a person would type it. */
export function writeVocabulary(terms: readonly Term[]): string {
  return terms
    .map(({ written, heardAs }) => (heardAs.length === 0 ? written : `${written} = ${heardAs.join(", ")}`))
    .join("\n");
}
