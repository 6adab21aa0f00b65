"use client";

import { useLocale, useTimeZone } from "use-intl/react";

/** How times and names are written here. */
export function useFormat(): { locale: string; timeZone: string } {
  return { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
}
