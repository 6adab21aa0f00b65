/**
 * The language for a reader with these preferences, most preferred first: for each the exact language, else another
 * variety of it. The spoken language counts if the link shows it. Null: the original.
 */
export function pickLanguage(
  wanted: readonly string[],
  { sourceLang, targetLangs, original }: { sourceLang: string; targetLangs: readonly string[]; original: boolean },
): string | null {
  const found = findLanguage(wanted, [...targetLangs, ...(original ? [sourceLang] : [])]) ?? targetLangs[0];
  return found === undefined || !targetLangs.includes(found) ? null : found;
}

/** The second language that a caption screen gets, beside `first`; null: none. */
export function pickSecond(wanted: string | undefined, targetLangs: readonly string[], first: string | null) {
  const others = targetLangs.filter((lang) => lang !== first);
  const found =
    wanted && (others.find((lang) => lang === wanted) ?? others.find((lang) => base(lang) === base(wanted)));
  return found || null;
}

/** The first wanted language that is among these: for each the exact language, else another variety of it. */
export function findLanguage(wanted: readonly string[], langs: readonly string[]): string | undefined {
  return wanted
    .map((tag) => langs.find((lang) => lang === tag) ?? langs.find((lang) => base(lang) === base(tag)))
    .find((lang) => lang !== undefined);
}

function base(tag: string): string {
  return tag.split("-", 1)[0] ?? tag;
}
