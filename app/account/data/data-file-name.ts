/** `interline-data-2026-11-29.json`, by the date of the person's time zone. @param now ms since 1970 */
export function dataFileName(now: number, timeZone: string): string {
  // The Swedish locale writes dates as ISO 8601 does.
  return `interline-data-${new Date(now).toLocaleDateString("sv-SE", { timeZone })}.json`;
}
