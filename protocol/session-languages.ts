type Spoken = { readonly kind: "speech" | "gap"; readonly lang: string };

/** The spoken languages of a session's segments, in their order; the session's own language if there are none. */
export function spokenIn(lines: Iterable<Spoken>, sourceLang: string): string[] {
  const langs = new Set<string>();
  for (const { kind, lang } of lines) if (kind === "speech") langs.add(lang);
  return langs.size === 0 ? [sourceLang] : [...langs];
}

/** Languages that are no longer target languages of a session but in which it has translations. */
export function earlierIn(written: Iterable<string>, targetLangs: readonly string[]): string[] {
  return [...new Set(written)].filter((lang) => !targetLangs.includes(lang)).sort();
}
