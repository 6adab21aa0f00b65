import { parseCookies } from "better-auth/cookies";
import { chooseReaderLanguage } from "../choose-language";
import type { ReaderLanguage } from "./reader-languages";

/** The language of the readers' pages for a request. Both are headers of it. */
export function readerLanguageOf(
  cookie: string | null | undefined,
  acceptLanguage: string | null | undefined,
): ReaderLanguage {
  const cookies = parseCookies(cookie ?? "");
  return chooseReaderLanguage((name) => cookies.get(name), acceptLanguage ?? null);
}
