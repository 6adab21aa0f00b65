import type { InterfaceLanguage } from "../wording/interface-languages";
import type { Wording } from "../wording/wording";

export type OfflineTexts = Wording["offlinePage"];

/** The content of the offline page's document. The page is kept in a cache, so its script chooses the language. */
export type OfflineLabels = {
  /** The cookie that names the language that the person chose. */
  readonly languageCookie: string;
  readonly texts: Readonly<Record<InterfaceLanguage, OfflineTexts>>;
};

/** The id of the element that holds them. */
export const OFFLINE_LABELS_ELEMENT = "words";
