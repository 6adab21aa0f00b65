"use client";

import { BlockedNotice } from "../frame/blocked-notice";
import { Notice } from "../frame/notice";
import { OutdatedNotice } from "../frame/outdated-notice";
import { useTexts } from "../wording/use-texts";
import { OnlyLanguage } from "./only-language";

type Props = {
  readonly isBlocked: boolean;
  readonly isOutdated: boolean;
  /** The only language that can be read, in a list; null: there are several, or the reader knows. */
  readonly only: readonly string[] | null;
  /** This device has no voice for the language. */
  readonly noVoice: boolean;
  readonly onOnly: (lang: string) => void;
};

/** The notices that few readers see. */
export function RareNotices({ isBlocked, isOutdated, only, noVoice, onOnly }: Props) {
  const t = useTexts("audience");
  return (
    <>
      {isBlocked && <BlockedNotice />}
      {isOutdated && <OutdatedNotice />}
      {only && <OnlyLanguage langs={only} onClose={onOnly} />}
      {noVoice && <Notice look="plain" glyph="listen" title={t("noVoice")} />}
    </>
  );
}
