import { fillText } from "../../wording/fill-text";
import type { ReaderLanguage } from "../../wording/readers/reader-languages";
import type { ReaderWording } from "../../wording/readers/reader-wording";

/** The keys of the texts on a caption screen. Most of them belong to the page of a link that does not open. */
export const SCREEN_LABELS = [
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

export type ScreenLabel = (typeof SCREEN_LABELS)[number];
/** The texts in one language, as the document of the screen holds them. */
export type ScreenLabels = {
  readonly language: ReaderLanguage;
  readonly texts: Readonly<Record<ScreenLabel, string>>;
};

/** The id of the element that holds them. */
export const LABELS_ELEMENT = "words";

export type Translate = (key: ScreenLabel, values?: Readonly<Record<string, number>>) => string;

export function translateWith({ language, texts }: ScreenLabels): Translate {
  return (key, values = {}) => fillText(texts[key], values, language);
}
