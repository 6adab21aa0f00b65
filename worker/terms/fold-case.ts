/** Letters whose simple case folding is not the small letter of their capital. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ["ı", "ı"],
  ["\u1fd3", "\u0390"],
  ["\u1fe3", "\u03b0"],
  ["\ufb05", "\ufb06"],
]);

/** Unicode's simple case folding of one character, as the regular expression flags `iu` compare: `ß` and `ẞ` are equal, `ß` and `ss` are not. */
export function foldCase(character: string): string {
  const exception = EXCEPTIONS.get(character);
  if (exception !== undefined) return exception;
  const capital = single(character.toUpperCase(), character);
  return single(capital.toLowerCase(), capital);
}

function single(changed: string, before: string): string {
  return changed.length === String.fromCodePoint(changed.codePointAt(0) ?? 0).length ? changed : before;
}
