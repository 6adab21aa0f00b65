/** Where Unicode ends a line, and white space that only lays text out. */
const LAYOUT = /[\t\n\v\f\r \u0085\u2028\u2029]+/g;

/** XML 1.0 has no way to write these, and no other format shows them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
const UNWRITABLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu;

/** At the beginning of a file it is taken for a mark of the encoding; Unicode names U+2060 in its place. */
const BYTE_ORDER_MARK = /\ufeff/g;

/**
 * Any text as one line that every format can hold: runs of line breaks and spaces are one space, and what cannot be
 * written (half a surrogate pair, control characters) is U+FFFD. Everything else stays as it is, bidi marks among it.
 */
export function oneLine(text: string): string {
  return text
    .replace(LAYOUT, " ")
    .replace(UNWRITABLE, "\ufffd")
    .replace(BYTE_ORDER_MARK, "\u2060")
    .replace(/^ | $/g, "");
}
