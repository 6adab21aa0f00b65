import type { ExportChoice, ExportedSegment } from "#protocol/export";

/** The texts of a document besides the words of the session, in the language of the person who exports it. */
export type DocumentWords = {
  /** The session's title; never empty. */
  readonly title: string;
  /** The date and the languages. */
  readonly facts: string;
  gap(seconds: number): string;
  readonly notTranslated: string;
  isRightToLeft(lang: string): boolean;
};

export type ShownText = { readonly lang: string; readonly text: string };

/** The texts of a segment that a choice shows, the original first. A missing translation has no text. */
export function shownTexts(line: ExportedSegment, choice: ExportChoice): ShownText[] {
  const spoken = { lang: line.lang, text: line.text };
  if (choice.lang === undefined) return [spoken];
  const translated = { lang: choice.lang, text: line.translations[choice.lang] ?? "" };
  return choice.original ? [spoken, translated] : [translated];
}

/** The length of a gap in seconds as people read it: never 0. */
export function gapSeconds({ startMs, endMs }: Pick<ExportedSegment, "startMs" | "endMs">): number {
  return Math.max(1, Math.round((endMs - startMs) / 1_000));
}
