import { cutNear } from "#protocol/line-text";

/** A text as it is stored: one line, without spaces around it. */
export function asStored(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * The place to cut a text, as it will be stored, for a caret in the typed text: the nearest place between words. Null if
 * the caret is at the beginning or the end, or if there is no such place.
 */
export function cutAtCaret(typed: string, caret: number, lang: string): number | null {
  const text = asStored(typed);
  const at = typed.slice(0, caret).replace(/\s+/g, " ").trimStart().length;
  return at === 0 || at >= text.length ? null : cutNear(text, at, lang);
}
