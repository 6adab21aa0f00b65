import { lines, type Transcript, translationKey } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";

export type SpokenLine = { readonly seq: number; readonly lang: string; readonly text: string };

/**
 * What a voice has to say next, in the order of the lines: closed ones that it has not said.
 * A translation that is late comes when it is there and holds up nothing.
 * @param lang what is read; null: the original @param after the last line that need not be said
 */
export function linesToSay(
  transcript: Transcript<PublicView>,
  { lang, after, said }: { lang: string | null; after: number; said: ReadonlySet<number> },
): SpokenLine[] {
  const waiting = lines(transcript).filter(
    ({ seq, kind, open }) => kind === "speech" && !open && seq > after && !said.has(seq),
  );
  return waiting.flatMap(({ seq, part, text, lang: spoken }): SpokenLine[] => {
    if (lang === null) return text === "" ? [] : [{ seq, lang: spoken, text }];
    const translation = transcript.translations.get(translationKey({ seq, part }, lang));
    return translation ? [{ seq, lang, text: translation.text }] : [];
  });
}
