/** From here on the lines come so late that people should know it, ms. */
const LATE_MS = 5_000;

export function isLate(lagMs: number): boolean {
  return lagMs > LATE_MS;
}

/** Seconds as they are written here: `1.4`, `1,4`; more digits mean nothing to anybody. */
export function behindSeconds(lagMs: number, locale: string): string {
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return seconds.format(lagMs / 1_000);
}
