/**
 * Compares all props, for `memo`. Arrays are equal if their elements are: a list looks up the texts of each segment anew
 * whenever it is drawn.
 */
export function isSameProps<P extends object>(a: P, b: P): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof P & string>;
  return [...names].every((name) => isSame(a[name], b[name]));
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((one, index) => Object.is(one, b[index]));
}
