"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import { languageName } from "../format/language";
import { describedBy, FieldMessages } from "../frame/field-messages";
import { Glyph } from "../frame/glyph";
import { useFormat } from "../wording/use-format";

/** The languages that a link shows, and whether it shows the original. */
export function LinkLanguages(props: {
  session: SessionView;
  langs: readonly string[];
  original: boolean;
  wrong: string | undefined;
  onLangs: (langs: readonly string[]) => void;
  onOriginal: (original: boolean) => void;
}) {
  const t = useTranslations("share");
  const { locale } = useFormat();
  const id = useId();
  const { session, langs, wrong } = props;
  const toggle = (lang: string, on: boolean) =>
    props.onLangs(session.targetLangs.filter((other) => (other === lang ? on : langs.includes(other))));
  const words = describedBy(id, undefined, wrong);
  return (
    <fieldset>
      <legend className="label">{t("languages")}</legend>
      <div className="pick">
        <Pick on={props.original} wrong={words} onChange={props.onOriginal}>
          {t("originalIn", { language: languageName(session.sourceLang, locale) })}
        </Pick>
        {session.targetLangs.map((lang) => (
          <Pick key={lang} on={langs.includes(lang)} wrong={words} onChange={(on) => toggle(lang, on)}>
            {languageName(lang, locale)}
          </Pick>
        ))}
      </div>
      <FieldMessages id={id} wrong={wrong} />
    </fieldset>
  );
}

/** @param props.wrong the id of the error; undefined: none */
function Pick(props: { on: boolean; wrong: string | undefined; onChange: (on: boolean) => void; children: string }) {
  return (
    <label className="chip">
      <input
        type="checkbox"
        checked={props.on}
        aria-invalid={props.wrong ? true : undefined}
        aria-describedby={props.wrong}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <Glyph name={props.on ? "check" : "plus"} />
      {props.children}
    </label>
  );
}
