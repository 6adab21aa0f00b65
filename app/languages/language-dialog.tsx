"use client";

import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { isInputMethodKey } from "../frame/input-method";
import { useFormat } from "../wording/use-format";
import { findLanguages, namedLanguages } from "./find-languages";

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };

type Props = {
  readonly languages: readonly string[];
  readonly onChoose: (lang: string) => void;
  readonly onClose: () => void;
};

/** Chooses a language from a long list: the field filters and keeps the focus while the arrow keys move through the list. */
export function LanguageDialog({ languages, onChoose, onClose }: Props) {
  const t = useTranslations("start");
  const { locale } = useFormat();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const named = useMemo(() => namedLanguages(languages, locale), [languages, locale]);
  const found = findLanguages(named, typed);
  const active = found[Math.min(at, found.length - 1)];
  const activeLang = active?.lang;

  useEffect(() => {
    if (activeLang) list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [activeLang]);

  const choose = (lang: string) => {
    onClose();
    onChoose(lang);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isInputMethodKey(event.nativeEvent)) return;
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    }
    if (event.key === "Enter") {
      event.preventDefault();
      if (activeLang) choose(activeLang);
    }
  };

  return (
    <Dialog title={t("addLanguage")} onClose={onClose}>
      <div className="field">
        <label htmlFor={`${id}-field`}>{t("findLanguage")}</label>
        <input
          id={`${id}-field`}
          className="input"
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={activeLang && `${id}-${activeLang}`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p className="hint" role="status">
        {found.length === 0 ? t("noLanguage") : t("languagesFound", { count: found.length })}
      </p>
      <div
        className="language-list"
        role="listbox"
        id={`${id}-list`}
        aria-label={t("theyRead")}
        tabIndex={-1}
        ref={list}
      >
        {found.map(({ lang, own, name }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={lang}
            id={`${id}-${lang}`}
            role="option"
            aria-selected={lang === activeLang}
            onClick={() => choose(lang)}
          >
            <span lang={lang}>{own}</span>
            {name !== own && <small>{name}</small>}
          </div>
        ))}
      </div>
      <FormEnd onCancel={onClose} />
    </Dialog>
  );
}
