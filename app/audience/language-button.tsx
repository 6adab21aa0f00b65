"use client";

import { Suspense, useState } from "react";
import type { PublicView } from "#protocol/session";
import { Glyph } from "../frame/glyph";
import { loadedLater } from "../frame/loaded-later";
import { useTexts } from "../wording/use-texts";
import { useLanguageNames } from "./language-names";

const LanguageSheet = loadedLater(async () => (await import("./language-sheet")).LanguageSheet);

/** A button that names the language that is read, and opens the sheet to choose another one. */
export function LanguageButton(props: {
  session: PublicView;
  lang: string | null;
  /** The languages of the link. */
  choices: readonly string[];
  onSwitch: (lang: string) => void;
  /** The session has none of the reader's languages: the sheet is open at first. */
  asks: boolean;
  onAnswer: (lang: string) => void;
}) {
  const t = useTexts("audience");
  const { choices, asks } = props;
  const { sourceLang } = props.session;
  const [open, setOpen] = useState(asks);
  const [wanted, setWanted] = useState<string | null>(null);
  const read = props.lang ?? sourceLang;
  // Shows the chosen language until the gateway answers; offline this can take long.
  const isSwitching = wanted !== null && wanted !== read;
  const shown = isSwitching ? wanted : read;
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
        <Suspense>
          <LanguageSheet
            choices={choices}
            names={names}
            sourceLang={sourceLang}
            chosen={shown}
            asks={asks}
            onClose={() => {
              setOpen(false);
              if (asks) props.onAnswer(shown);
            }}
            onChoose={(lang) => {
              setOpen(false);
              setWanted(lang);
              if (asks) props.onAnswer(lang);
              props.onSwitch(lang);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
