import { createTranslator } from "use-intl/core";
import { isTimeZone } from "../format/moment";
import { chooseInterfaceLanguage } from "./choose-language";
import { FORMAT_LOCALES, type InterfaceLanguage, LANGUAGE_COOKIE } from "./interface-languages";
import { type RequestWording, TIME_ZONE_COOKIE, WORDING } from "./wording";

/**
 * The interface language and the time zone of a request (UTC until the browser has sent its own).
 * @param cookie the value of a cookie
 */
export function chosenWording(
  cookie: (name: string) => string | undefined,
  acceptLanguage: string | null,
): RequestWording {
  const timeZone = cookie(TIME_ZONE_COOKIE) ?? "";
  return {
    language: chooseInterfaceLanguage(cookie(LANGUAGE_COOKIE), acceptLanguage),
    timeZone: isTimeZone(timeZone) ? timeZone : "UTC",
  };
}

/** The translator of a language, for texts outside of pages. */
export function translatorOf(language: InterfaceLanguage) {
  return createTranslator({ locale: FORMAT_LOCALES[language], messages: WORDING[language] });
}
