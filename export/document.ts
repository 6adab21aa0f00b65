import type { ExportChoice, ExportedSegment } from "#protocol/export";
import { gapSeconds } from "#protocol/gap-seconds";
import { placeText } from "./timestamp";

/** The texts of a document besides the words of the session, in the language of the person who exports it. */
export type DocumentTexts = {
  /** The session's title; never empty. */
  readonly title: string;
  /** The date and the languages. */
  readonly facts: string;
  gap(seconds: number): string;
  /** @param time its length, as text */
  pause(time: string): string;
  readonly notTranslated: string;
  isRightToLeft(lang: string): boolean;
};

export type ShownText = { readonly lang: string; readonly text: string };

/** The texts of a segment that a choice shows, the original first. A missing translation has no text. */
export function shownTexts(line: ExportedSegment, choice: Pick<ExportChoice, "lang" | "original">): ShownText[] {
  const spoken = { lang: line.lang, text: line.text };
  if (choice.lang === undefined) return [spoken];
  const translated = { lang: choice.lang, text: line.translations[choice.lang] ?? "" };
  return choice.original ? [spoken, translated] : [translated];
}

/** A gap or pause with its length, never 0, as people read it. */
export function gapText(gap: ExportedSegment, texts: DocumentTexts): string {
  return `(${gap.pauseMs === null ? texts.gap(gapSeconds(gap)) : texts.pause(placeText(gap.pauseMs))})`;
}
