import { cutNear } from "#protocol/line-text";

/** A text as it is stored: one line, without spaces around it. */
export function asStored(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * Where a text, as it will be stored, is cut for a caret in what is written: at the nearest place between words. Null
 * where the caret is at its beginning or its end, since that says nothing, and where it has no such place.
 */
export function cutAtCaret(written: string, caret: number, lang: string): number | null {
  const text = asStored(written);
  const at = written.slice(0, caret).replace(/\s+/g, " ").trimStart().length;
  return at === 0 || at >= text.length ? null : cutNear(text, at, lang);
}
