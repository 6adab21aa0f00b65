import { cookies, headers } from "next/headers";
import { createTranslator } from "use-intl/core";
import { chooseInterfaceLanguage } from "../format/interface-language";
import { isTimeZone } from "../format/moment";
import { FORMAT_LOCALES, type InterfaceLanguage, LANGUAGE_COOKIE, TIME_ZONE_COOKIE, WORDING } from "./wording";

export type RequestWording = { readonly language: InterfaceLanguage; readonly timeZone: string };

/** The language of this request and the time zone of whoever makes it (UTC until their browser said it). */
export async function requestWording(): Promise<RequestWording> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const language = chooseInterfaceLanguage(jar.get(LANGUAGE_COOKIE)?.value, sent.get("accept-language"));
  const timeZone = jar.get(TIME_ZONE_COOKIE)?.value ?? "";
  return { language, timeZone: isTimeZone(timeZone) ? timeZone : "UTC" };
}

/** The wording for what is drawn on the server. */
export async function translator() {
  const { language } = await requestWording();
  return createTranslator({ locale: FORMAT_LOCALES[language], messages: WORDING[language] });
}
