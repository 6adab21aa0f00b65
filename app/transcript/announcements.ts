import { translationKey } from "#protocol/reduce";
import type { Segment, Translation } from "#protocol/transcript";

export type Announcement = { readonly seq: number; readonly lang: string; readonly text: string };

/**
 * The closed segments that a voice or a screen reader has not said yet. A late translation is announced when it arrives;
 * later segments do not wait for it.
 * @param segments in their order
 * @param lang the language that is read; null: the original @param after the last segment that need not be said
 */
export function segmentsToAnnounce(
  segments: readonly Segment[],
  translations: ReadonlyMap<string, Translation>,
  { lang, after, said }: { lang: string | null; after: number; said: ReadonlySet<number> },
): Announcement[] {
  const waiting = segments.filter(({ seq, kind, open }) => kind === "speech" && !open && seq > after && !said.has(seq));
  return waiting.flatMap(({ seq, part, text, lang: spoken }): Announcement[] => {
    if (lang === null) return text === "" ? [] : [{ seq, lang: spoken, text }];
    const translation = translations.get(translationKey({ seq, part }, lang));
    return translation ? [{ seq, lang, text: translation.text }] : [];
  });
}

/** The seq of the newest closed segment; 0: there is none. */
export function newestClosed(segments: readonly Segment[]): number {
  return segments.findLast(({ open }) => !open)?.seq ?? 0;
}
