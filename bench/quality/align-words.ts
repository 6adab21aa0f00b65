/**
 * For each word of the reference, the recognised word that it became, right or wrong; null: it is missing. By a best
 * alignment (Levenshtein's distance over words).
 */
export function alignWords(reference: readonly string[], recognised: readonly string[]): (number | null)[] {
  const width = recognised.length + 1;
  const costs = new Uint16Array((reference.length + 1) * width);
  const at = (row: number, column: number) => costs[row * width + column] ?? 0;
  const change = (row: number, column: number) => (reference[row - 1] === recognised[column - 1] ? 0 : 1);
  for (let row = 0; row <= reference.length; row += 1)
    for (let column = 0; column < width; column += 1)
      costs[row * width + column] =
        row === 0 || column === 0
          ? row + column
          : Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + change(row, column));
  const places: (number | null)[] = reference.map(() => null);
  let [row, column] = [reference.length, recognised.length];
  while (row > 0 && column > 0) {
    const here = at(row, column);
    if (here === at(row - 1, column - 1) + change(row, column)) {
      row -= 1;
      column -= 1;
      places[row] = column;
    } else if (here === at(row - 1, column) + 1) row -= 1;
    else column -= 1;
  }
  return places;
}
