import type { ExportChoice } from "#protocol/export";
import type { PublicView } from "#protocol/session";
import type { Word } from "#protocol/transcript";

/** One committed line of a session, with its translations by language. Times in ms on the session's clock. */
export type ExportLine = {
  readonly seq: number;
  /** Tells the pieces of a line that was split; else 0. */
  readonly part: number;
  readonly kind: "speech" | "gap";
  readonly startMs: number;
  readonly endMs: number;
  readonly lang: string;
  readonly speaker: string | null;
  readonly text: string;
  /** Null where the engine gave no times of words. */
  readonly words: readonly Word[] | null;
  readonly translations: Readonly<Record<string, string>>;
};

export type ExportedSession = { readonly session: PublicView; readonly lines: readonly ExportLine[] };

/** What a document says besides the words of the session, in the language of whoever asked for it. */
export type DocumentWords = {
  /** What the session is called; never empty. */
  readonly title: string;
  /** When and in which languages. */
  readonly facts: string;
  gap(seconds: number): string;
  readonly notTranslated: string;
  isRightToLeft(lang: string): boolean;
};

export type ShownText = { readonly lang: string; readonly text: string };

/** The texts of a line that a choice shows, the original first; a translation that is missing has no text. */
export function shownTexts(line: ExportLine, choice: ExportChoice): ShownText[] {
  const spoken = { lang: line.lang, text: line.text };
  if (choice.lang === undefined) return [spoken];
  const translated = { lang: choice.lang, text: line.translations[choice.lang] ?? "" };
  return choice.original ? [spoken, translated] : [translated];
}

/** A gap's length as people are told it: never 0. */
export function gapSeconds({ startMs, endMs }: Pick<ExportLine, "startMs" | "endMs">): number {
  return Math.max(1, Math.round((endMs - startMs) / 1_000));
}
