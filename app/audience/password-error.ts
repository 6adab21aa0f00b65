/** Whole seconds until `at`. @param at milliseconds since 1970; null: now */
export function secondsUntil(at: number | null, now: number): number {
  return at === null ? 0 : Math.max(0, Math.ceil((at - now) / 1_000));
}

type Key = "tooManyTries" | "tooManyTriesLong" | "wrongPassword";

/** The error of the password field; null: none. @param seconds the wait after too many tries */
export function passwordError(
  isWrong: boolean,
  seconds: number,
  t: (key: Key, values?: Readonly<Record<string, number>>) => string,
): string | null {
  if (seconds > 120) return t("tooManyTriesLong", { minutes: Math.ceil(seconds / 60) });
  if (seconds > 0) return t("tooManyTries", { seconds });
  return isWrong ? t("wrongPassword") : null;
}
