import * as z from "zod/mini";

/** At most 10 tags of 40 characters, each once; control characters would break lists. */
const Tag = z.string().check(z.trim(), z.minLength(1), z.maxLength(40), z.regex(/^[^\p{Cc}\p{Cs},]*$/u));
export const Tags = z.array(Tag).check(z.maxLength(10));

/** Parses tags that are separated by commas. */
export function tagsIn(text: string): string[] {
  return [
    ...new Set(
      text
        .split(",")
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ];
}
