"use client";

import { useLocale, useTimeZone } from "use-intl/react";

/** The locale and time zone for times and names. */
export function useFormat(): { locale: string; timeZone: string } {
  return { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
}
