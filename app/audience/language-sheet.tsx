"use client";

import { Dialog } from "../frame/dialog";
import { Glyph } from "../frame/glyph";
import { useInterfaceLanguage, useTexts } from "../wording/use-texts";
import type { LanguageNames } from "./language-names";

type Props = {
  readonly choices: readonly string[];
  readonly names: LanguageNames;
  /** The spoken language. It is chosen to read the original. */
  readonly sourceLang: string;
  readonly chosen: string;
  readonly onChoose: (lang: string) => void;
  readonly onClose: () => void;
  /** The session has none of the reader's languages, so the sheet opened by itself. */
  readonly asks: boolean;
};

/** The languages of the link: each in its own words first. */
export function LanguageSheet({ choices, names, sourceLang, chosen, onChoose, onClose, asks }: Props) {
  const t = useTexts("audience");
  const tKeyboard = useTexts("keyboard");
  const language = useInterfaceLanguage();
  return (
    <Dialog title={t("readIn")} onClose={onClose} closeLabel={tKeyboard("close")} className="sheet">
      {asks && <p>{t("noneOfYours")}</p>}
      <div role="radiogroup" aria-label={t("readIn")}>
        {choices.map((lang) => {
          const own = names.own(lang);
          const note = lang === sourceLang ? t("asSpoken") : names.in(lang, language);
          return (
            <label className="lang" key={lang}>
              <input
                type="radio"
                name="lang"
                checked={lang === chosen}
                onChange={() => onChoose(lang)}
                onClick={() => lang === chosen && onClose()}
              />
              <b lang={lang}>{own}</b>
              <small>{note !== own && note}</small>
              <Glyph name="check" />
            </label>
          );
        })}
      </div>
    </Dialog>
  );
}
