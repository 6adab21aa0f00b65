import type { cookies } from "next/headers";
import { type InterfaceLanguage, LANGUAGE_COOKIE } from "./wording";

const YEAR_S = 365 * 24 * 3_600;

/** @param language null: same as browser */
export function rememberInterfaceLanguage(
  jar: Awaited<ReturnType<typeof cookies>>,
  language: InterfaceLanguage | null,
): void {
  if (language === null) jar.delete(LANGUAGE_COOKIE);
  else jar.set(LANGUAGE_COOKIE, language, { path: "/", maxAge: YEAR_S, sameSite: "lax", httpOnly: true });
}
