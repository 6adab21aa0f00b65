import { fillText } from "../../wording/fill-text";
import type { InterfaceLanguage, Wording } from "../../wording/wording";
import { spokenFor } from "../reader-words";

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
] as const satisfies readonly (keyof Wording["audience"])[];

export type ScreenWord = (typeof SCREEN_WORDS)[number];
/** The texts in each language of the interface, as the document of the screen holds them. */
export type ScreenWords = {
  readonly language: InterfaceLanguage;
  readonly texts: Readonly<Record<InterfaceLanguage, Readonly<Record<ScreenWord, string>>>>;
};

/** The id of the element that holds them. */
export const WORDS_ELEMENT = "words";

export type Translate = (key: ScreenWord, values?: Readonly<Record<string, string>>) => string;

/** The texts for a reader of `lang`; null: in the language of the browser. */
export function translateFor({ language, texts }: ScreenWords, lang: string | null): Translate {
  const words = texts[spokenFor(lang) ?? language];
  return (key, values = {}) => fillText(words[key], values);
}
