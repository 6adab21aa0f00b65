"use client";

import { useState } from "react";
import type { PublicView } from "#protocol/session";
import { Glyph } from "../frame/glyph";
import { useWords } from "../wording/use-words";
import { useLanguageNames } from "./language-names";
import { LanguageSheet } from "./language-sheet";

/** The language that is read, and the way to another one. */
export function LanguageButton(props: {
  session: PublicView;
  lang: string | null;
  mayOriginal: boolean;
  onSwitch: (lang: string) => void;
}) {
  const t = useWords("audience");
  const { sourceLang, targetLangs } = props.session;
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState<string | null>(null);
  const read = props.lang ?? sourceLang;
  // Shows the chosen language until the gateway answers; offline this can take long.
  const isSwitching = wanted !== null && wanted !== read;
  const shown = isSwitching ? wanted : read;
  const choices = props.mayOriginal ? [...targetLangs, sourceLang] : targetLangs;
  const names = useLanguageNames(choices);
  if (choices.length < 2) {
    return (
      <span className="only-lang" lang={shown}>
        {names.own(shown)}
      </span>
    );
  }
  return (
    <>
      <button
        type="button"
        className="btn lang-button"
        aria-haspopup="dialog"
        aria-busy={isSwitching}
        onClick={() => setOpen(true)}
      >
        <span className="sr">{t("language")}</span>
        <span className="name" lang={shown}>
          {names.own(shown)}
        </span>
        <Glyph name="down" />
      </button>
      {open && (
        <LanguageSheet
          choices={choices}
          names={names}
          sourceLang={sourceLang}
          chosen={shown}
          onClose={() => setOpen(false)}
          onChoose={(lang) => {
            setOpen(false);
            setWanted(lang);
            props.onSwitch(lang);
          }}
        />
      )}
    </>
  );
}
