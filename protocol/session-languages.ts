type Spoken = { readonly kind: "speech" | "gap"; readonly lang: string };

/** The languages that a session's lines were spoken in, in their order; its own where nothing was said. */
export function spokenIn(lines: Iterable<Spoken>, sourceLang: string): string[] {
  const langs = new Set<string>();
  for (const { kind, lang } of lines) if (kind === "speech") langs.add(lang);
  return langs.size === 0 ? [sourceLang] : [...langs];
}

/** The languages that a session is written in no more, but has translations in. */
export function earlierIn(written: Iterable<string>, targetLangs: readonly string[]): string[] {
  return [...new Set(written)].filter((lang) => !targetLangs.includes(lang)).sort();
}
