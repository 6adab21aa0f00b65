"use client";

import { Notice } from "../frame/notice";
import { useInterfaceLanguage, useTexts } from "../wording/use-texts";
import { useLanguageNames } from "./language-names";

/** Tells a reader that the session has one language, which is none of theirs. */
export function OnlyLanguage({ langs, onClose }: { langs: readonly string[]; onClose: (lang: string) => void }) {
  const t = useTexts("audience");
  const tKeyboard = useTexts("keyboard");
  const names = useLanguageNames(langs);
  const language = useInterfaceLanguage();
  const [lang = ""] = langs;
  return (
    <Notice
      look="plain"
      glyph="lines"
      title={t("onlyLanguage", { language: names.in(lang, language) })}
      actions={
        <button type="button" className="btn" onClick={() => onClose(lang)}>
          {tKeyboard("close")}
        </button>
      }
    />
  );
}
