import * as z from "zod/mini";
import { keepSetting, readSetting } from "../frame/kept-setting";
import type { WantedLanguages } from "../unsent/database";

const KEY = "interline.languages";

/** The language that every speech engine knows, without a translation. */
const DEFAULT: WantedLanguages = { sourceLang: "en-US", targetLangs: [] };

const Wanted = z.object({ sourceLang: z.string(), targetLangs: z.array(z.string()) });

/** Keeps the languages that the start page shows, for a session that begins without a connection. */
export function keepLanguages(languages: WantedLanguages): void {
  keepSetting(KEY, JSON.stringify(languages));
}

export function lastLanguages(): WantedLanguages {
  try {
    return Wanted.parse(JSON.parse(readSetting(KEY) ?? "null"));
  } catch {
    return DEFAULT;
  }
}
