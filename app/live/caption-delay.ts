/** A longer delay than this is shown as a problem, ms. */
const LATE_MS = 5_000;

export function isLate(lagMs: number): boolean {
  return lagMs > LATE_MS;
}

/** Seconds with one decimal, as the locale writes them: `1.4`, `1,4`. */
export function behindSeconds(lagMs: number, locale: string): string {
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return seconds.format(lagMs / 1_000);
}
