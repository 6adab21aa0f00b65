const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A place on the session's clock: `0:07`, `24:18`, `1:04:05`. @param ms since the start */
export function clockText(ms: number): string {
  const { hours, minutes, seconds } = timeParts(ms);
  const tail = `${hours > 0 ? twoDigits(minutes) : minutes}:${twoDigits(seconds)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** The same for machines: an ISO 8601 duration, `PT24M18S`. @param ms since the start */
export function isoDuration(ms: number): string {
  const { hours, minutes, seconds } = timeParts(ms);
  return `PT${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}${seconds}S`;
}

/** Whole hours, minutes and seconds; a negative or broken time is 0. */
export function timeParts(ms: number): { hours: number; minutes: number; seconds: number } {
  const time = Number.isFinite(ms) ? Math.max(0, ms) : 0;
  return {
    hours: Math.floor(time / HOUR_MS),
    minutes: Math.floor((time % HOUR_MS) / MINUTE_MS),
    seconds: Math.floor((time % MINUTE_MS) / SECOND_MS),
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
