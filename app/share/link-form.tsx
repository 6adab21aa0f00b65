"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import type { SessionView } from "#protocol/session";
import { LEAST_PASSWORD, LIFETIMES, type Lifetime, MOST_LABEL, MOST_PASSWORD } from "#protocol/share";
import { languageName } from "../format/language";
import { Glyph } from "../frame/glyph";
import { InputField } from "../frame/input-field";
import { SelectField } from "../frame/select-field";
import { Switch } from "../frame/switch";
import { useFormat } from "../wording/use-format";
import { useRefusalText } from "../wording/use-refusal-text";
import type { Links } from "./use-links";

/** Creates a link: its languages, name, lifetime, password and export. */
export function LinkForm({ session, onCreate }: { session: SessionView; onCreate: Links["create"] }) {
  const t = useTranslations("share");
  const refusalText = useRefusalText();
  const [langs, setLangs] = useState<readonly string[]>(session.targetLangs);
  const [original, setOriginal] = useState(true);
  const [label, setLabel] = useState("");
  const [lifetime, setLifetime] = useState<Lifetime>("month");
  const [password, setPassword] = useState("");
  const [mayExport, setMayExport] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const isCaptionsOnly = session.targetLangs.length === 0;
    if (isCaptionsOnly ? !original : langs.length === 0) return setWrong(t("chooseLanguage"));
    if (password !== "" && password.length < LEAST_PASSWORD)
      return setWrong(t("shortPassword", { least: String(LEAST_PASSWORD) }));
    setBusy(true);
    const all = session.targetLangs.every((lang) => langs.includes(lang));
    // No list means all languages, including languages added later.
    const refusal: Refusal | null = await onCreate({
      label,
      original,
      langs: all ? [] : [...langs],
      mayExport,
      password: password === "" ? null : password,
      lifetime,
    });
    setBusy(false);
    setWrong(refusal && refusalText(refusal));
    if (refusal) return;
    setLabel("");
    setPassword("");
  };

  return (
    <form className="link-form" onSubmit={(event) => void create(event)}>
      <LanguagesInLink
        session={session}
        langs={langs}
        original={original}
        onLangs={setLangs}
        onOriginal={setOriginal}
      />
      <InputField
        label={t("label")}
        value={label}
        maxLength={MOST_LABEL}
        placeholder={t("labelHint")}
        autoComplete="off"
        onChange={(event) => setLabel(event.target.value)}
      />
      <div className="pair">
        <SelectField
          label={t("worksFor")}
          value={lifetime}
          choices={LIFETIME_NAMES.map((name) => [name, t(name)])}
          onChange={(chosen) => setLifetime(toLifetime(chosen))}
        />
        <InputField
          label={t("password")}
          name="link-password"
          value={password}
          maxLength={MOST_PASSWORD}
          placeholder={t("noPassword")}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <Switch on={mayExport} onChange={setMayExport}>
        {t("mayExport")}
      </Switch>
      <p className="wrong" role="alert">
        {wrong}
      </p>
      <button type="submit" className="btn btn-ink" aria-disabled={busy}>
        {t(busy ? "creating" : "create")}
      </button>
    </form>
  );
}

const LIFETIME_NAMES = Object.keys(LIFETIMES).filter((name): name is Lifetime => name in LIFETIMES);

function toLifetime(value: string): Lifetime {
  return LIFETIME_NAMES.find((name) => name === value) ?? "month";
}

function LanguagesInLink(props: {
  session: SessionView;
  langs: readonly string[];
  original: boolean;
  onLangs: (langs: readonly string[]) => void;
  onOriginal: (original: boolean) => void;
}) {
  const t = useTranslations("share");
  const { locale } = useFormat();
  const { session, langs } = props;
  const toggle = (lang: string, on: boolean) =>
    props.onLangs(session.targetLangs.filter((other) => (other === lang ? on : langs.includes(other))));
  return (
    <fieldset>
      <legend className="label">{t("languages")}</legend>
      <div className="pick">
        <Pick on={props.original} onChange={props.onOriginal}>
          {t("originalIn", { language: languageName(session.sourceLang, locale) })}
        </Pick>
        {session.targetLangs.map((lang) => (
          <Pick key={lang} on={langs.includes(lang)} onChange={(on) => toggle(lang, on)}>
            {languageName(lang, locale)}
          </Pick>
        ))}
      </div>
    </fieldset>
  );
}

function Pick(props: { on: boolean; onChange: (on: boolean) => void; children: string }) {
  return (
    <label className="chip">
      <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.target.checked)} />
      <Glyph name={props.on ? "check" : "plus"} />
      {props.children}
    </label>
  );
}
