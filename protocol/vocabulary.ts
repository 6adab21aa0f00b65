import { z } from "zod";

export const MOST_TERMS = 500;
/** Characters of all terms and spellings together: 500 terms with five spellings each of ordinary length. */
export const MOST_CHARACTERS = 60_000;
const MOST_HEARD = 20;
const Phrase = z
  .string()
  .trim()
  .min(1)
  .max(100)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .regex(/^[^\u0000-\u001f\u007f\u2028\u2029=]+$/u);

/** A name or a term: how it is written, and what a recogniser makes of it. */
export const Term = z.object({ written: Phrase, heardAs: z.array(Phrase).max(MOST_HEARD) });
export type Term = z.infer<typeof Term>;

export const Vocabulary = z
  .array(Term)
  .max(MOST_TERMS)
  .refine((terms) => charactersOf(terms) <= MOST_CHARACTERS);

/** How many characters a vocabulary takes of `MOST_CHARACTERS`. */
export function charactersOf(terms: readonly Term[]): number {
  return terms.reduce(
    (sum, { written, heardAs }) => sum + sizeOf(written) + heardAs.reduce((n, h) => n + sizeOf(h), 0),
    0,
  );
}

/** The terms that are used of a vocabulary that was stored before it had a limit: the first that fit. */
export function withinLimits(terms: readonly Term[]): Term[] {
  let characters = 0;
  return terms.slice(0, MOST_TERMS).filter((term) => {
    characters += charactersOf([term]);
    return characters <= MOST_CHARACTERS;
  });
}

/** As PostgreSQL counts characters. */
function sizeOf(text: string): number {
  return [...text].length;
}

/**
 * Reads a vocabulary as a person types it: a term a line, and after an equals sign what is heard instead, with commas
 * between. The same term on two lines is one. Null: a line is not like that. A vocabulary may be too long still.
 */
export function readVocabulary(typed: string): Term[] | null {
  const terms = new Map<string, Set<string>>();
  for (const line of typed.split("\n")) {
    if (line.trim() === "") continue;
    const [written = "", heard = "", ...more] = line.normalize("NFC").split("=");
    if (more.length > 0) return null;
    const heardAs = terms.get(written.trim()) ?? new Set();
    for (const phrase of heard.split(",")) if (phrase.trim() !== "") heardAs.add(phrase.trim());
    terms.set(written.trim(), heardAs);
  }
  const read = [...terms].map(([written, heardAs]) => ({ written, heardAs: [...heardAs] }));
  return z.array(Term).safeParse(read).data ?? null;
}

/** The same back: what a person would type. */
export function writeVocabulary(terms: readonly Term[]): string {
  return terms
    .map(({ written, heardAs }) => (heardAs.length === 0 ? written : `${written} = ${heardAs.join(", ")}`))
    .join("\n");
}
