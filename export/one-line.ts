/** Unicode's line ends, and white space that only formats text. */
const LAYOUT = /[\t\n\v\f\r \u0085\u2028\u2029]+/g;

/** XML 1.0 cannot encode these, and no other format shows them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
const UNWRITABLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu;

/** At the beginning of a file this character is read as a byte order mark; Unicode recommends U+2060 instead. */
const BYTE_ORDER_MARK = /\ufeff/g;

/**
 * Converts any text to one line that every format can hold. A run of line breaks and spaces becomes one space.
 * Characters that cannot be written (half a surrogate pair, control characters) become U+FFFD. Everything else stays,
 * including bidi marks.
 */
export function oneLine(text: string): string {
  return text
    .replace(LAYOUT, " ")
    .replace(UNWRITABLE, "\ufffd")
    .replace(BYTE_ORDER_MARK, "\u2060")
    .replace(/^ | $/g, "");
}
