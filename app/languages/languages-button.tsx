"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import { Glyph } from "../frame/glyph";
import type { Ask } from "../share/use-links";
import type { LanguageChoices } from "./language-choices";
import { LanguagesDialog } from "./languages-dialog";

/** Opens the dialog that changes the languages of a live session. */
export function LanguagesButton(props: { session: SessionView; languageChoices: LanguageChoices; ask: Ask }) {
  const t = useTranslations("languages");
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="btn btn-quiet languages-open"
        title={t("title")}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Glyph name="plus" />
        <span className="sr-small">{t("open")}</span>
      </button>
      {open && <LanguagesDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
