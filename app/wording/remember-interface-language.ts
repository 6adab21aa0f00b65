import type { cookies } from "next/headers";
import { CHOICE_AGE_S } from "./choice-age";
import { type InterfaceLanguage, LANGUAGE_COOKIE } from "./interface-languages";

/** @param language null: same as browser */
export function rememberInterfaceLanguage(
  jar: Awaited<ReturnType<typeof cookies>>,
  language: InterfaceLanguage | null,
): void {
  if (language === null) jar.delete(LANGUAGE_COOKIE);
  else jar.set(LANGUAGE_COOKIE, language, { path: "/", maxAge: CHOICE_AGE_S, sameSite: "lax", httpOnly: true });
}
