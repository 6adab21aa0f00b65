import { timeParts } from "./clock";

export type DurationWords =
  | { readonly key: "seconds"; readonly values: { readonly seconds: string } }
  | { readonly key: "minutes"; readonly values: { readonly minutes: string } }
  | { readonly key: "wholeHours"; readonly values: { readonly hours: string } }
  | { readonly key: "hours"; readonly values: { readonly hours: string; readonly minutes: string } };

/** The wording key of a duration: seconds below a minute, then rounded to minutes. */
export function durationWords(ms: number): DurationWords {
  const exact = timeParts(ms);
  if (exact.hours === 0 && exact.minutes === 0) return { key: "seconds", values: { seconds: String(exact.seconds) } };
  const { hours, minutes } = timeParts(ms + 30_000);
  if (hours === 0) return { key: "minutes", values: { minutes: String(minutes) } };
  if (minutes === 0) return { key: "wholeHours", values: { hours: String(hours) } };
  return { key: "hours", values: { hours: String(hours), minutes: String(minutes) } };
}
