import { fillText } from "../../wording/fill-text";
import type { ReaderLanguage } from "../../wording/readers/reader-languages";
import type { ReaderWording } from "../../wording/readers/reader-wording";

/** The texts of a caption screen: those of the pages of a link that does not open. */
export const SCREEN_WORDS = [
  "untitled",
  "automatic",
  "noLink",
  "noLinkHelp",
  "full",
  "crowd",
  "fullHelp",
  "fullUntil",
  "passwordTitle",
  "password",
  "wrongPassword",
  "tooManyTries",
  "tooManyTriesLong",
  "checking",
  "read",
] as const satisfies readonly (keyof ReaderWording["audience"])[];

export type ScreenWord = (typeof SCREEN_WORDS)[number];
/** The texts in one language, as the document of the screen holds them. */
export type ScreenWords = {
  readonly language: ReaderLanguage;
  readonly texts: Readonly<Record<ScreenWord, string>>;
};

/** The id of the element that holds them. */
export const WORDS_ELEMENT = "words";

export type Translate = (key: ScreenWord, values?: Readonly<Record<string, number>>) => string;

export function translateWith({ language, texts }: ScreenWords): Translate {
  return (key, values = {}) => fillText(texts[key], values, language);
}
