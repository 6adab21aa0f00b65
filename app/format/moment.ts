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
 * A moment as today, yesterday or a date, in a time zone.
 * @param iso the time, ISO 8601 @param now ms since 1970
 */
export function momentOf(
  iso: string,
  { locale, timeZone, now }: { locale: string; timeZone: string; now: number },
): Moment {
  const at = new Date(iso);
  const dayOf = dayCounter(timeZone);
  const day = dayOf(at);
  const today = dayOf(new Date(now));
  const calendar = calendarOf(timeZone);
  const sameYear = calendar(at).year === calendar(new Date(now)).year;
  return {
    day: day === today ? "today" : day === today - 1 ? "yesterday" : "other",
    time: format(at, locale, timeZone, TIME),
    date: sameYear
      ? `${format(at, locale, timeZone, { weekday: "short" })}, ${format(at, locale, timeZone, DAY_AND_MONTH)}`
      : format(at, locale, timeZone, { ...DAY_AND_MONTH, year: "numeric" }),
  };
}

/** `23 Nov, 14:05`, as in the name of an untitled session. */
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

/** `7 Sep`, or `7 September`. @param day `2026-09-07` */
export function dayAndMonth(day: string, locale: string, month: "short" | "long"): string {
  return format(new Date(day), locale, "UTC", { day: "numeric", month });
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
  // Node and browsers use different spaces here, which would break hydration.
  return new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at).replace(/[\u202f\u00a0]/g, " ");
}

/** Counts the days from 1 January 1970 to a moment, in a time zone. */
export function dayCounter(timeZone: string): (at: Date) => number {
  const calendar = calendarOf(timeZone);
  return (at) => {
    const { year, month, day } = calendar(at);
    return Date.UTC(year, month - 1, day) / 86_400_000;
  };
}

function calendarOf(timeZone: string): (at: Date) => { year: number; month: number; day: number } {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "numeric", day: "numeric" });
  return (at) => {
    const found = parts.formatToParts(at);
    const part = (type: string) => Number(found.find((one) => one.type === type)?.value);
    return { year: part("year"), month: part("month"), day: part("day") };
  };
}
