const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const DAY_AND_MONTH = { day: "numeric", month: "short" } as const;

export type Moment = {
  readonly day: "today" | "yesterday" | "other";
  /** `14:05` */
  readonly time: string;
  /** `Fri, 20 Nov`; `20 Nov 2025` when it is not this year's. */
  readonly date: string;
};

/**
 * When something was, as a person of this time zone says it.
 * @param iso the time, ISO 8601 @param now ms since 1970
 */
export function momentOf(
  iso: string,
  { locale, timeZone, now }: { locale: string; timeZone: string; now: number },
): Moment {
  const at = new Date(iso);
  const day = dayNumber(at, timeZone);
  const today = dayNumber(new Date(now), timeZone);
  const sameYear = yearOf(at, timeZone) === yearOf(new Date(now), timeZone);
  return {
    day: day === today ? "today" : day === today - 1 ? "yesterday" : "other",
    time: format(at, locale, timeZone, TIME),
    date: sameYear
      ? `${format(at, locale, timeZone, { weekday: "short" })}, ${format(at, locale, timeZone, DAY_AND_MONTH)}`
      : format(at, locale, timeZone, { ...DAY_AND_MONTH, year: "numeric" }),
  };
}

/** `23 Nov, 14:05`: what stands in for a title. */
export function shortMoment(iso: string, locale: string, timeZone: string): string {
  const at = new Date(iso);
  return `${format(at, locale, timeZone, DAY_AND_MONTH)}, ${format(at, locale, timeZone, TIME)}`;
}

/** `23 November 2026, 14:05`. */
export function longMoment(iso: string, locale: string, timeZone: string): string {
  const at = new Date(iso);
  const date = format(at, locale, timeZone, { day: "numeric", month: "long", year: "numeric" });
  return `${date}, ${format(at, locale, timeZone, TIME)}`;
}

/** Whether the platform knows a time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function format(at: Date, locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  // Node's and the browser's data differ in which space they use; the page would be drawn twice.
  return new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at).replace(/[\u202f\u00a0]/g, " ");
}

function calendar(at: Date, timeZone: string): { year: number; month: number; day: number } {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "numeric", day: "numeric" });
  const part = (type: string) => Number(parts.formatToParts(at).find((found) => found.type === type)?.value);
  return { year: part("year"), month: part("month"), day: part("day") };
}

function dayNumber(at: Date, timeZone: string): number {
  const { year, month, day } = calendar(at, timeZone);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

function yearOf(at: Date, timeZone: string): number {
  return calendar(at, timeZone).year;
}
