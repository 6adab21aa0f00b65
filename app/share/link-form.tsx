"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import { LEAST_PASSWORD, LIFETIMES, type Lifetime, MOST_LABEL, MOST_PASSWORD } from "#protocol/share";
import { AskBeforeClosing } from "../frame/ask-before-closing";
import { InputField } from "../frame/input-field";
import { SelectField } from "../frame/select-field";
import { Switch } from "../frame/switch";
import { useForm } from "../frame/use-form";
import { useRefusalText } from "../wording/use-refusal-text";
import { LinkLanguages } from "./link-languages";
import type { Links } from "./use-links";

/** The choices for a new link. Nothing of one link stays chosen for the next one. */
const BLANK = {
  /** The languages that the link leaves out, so that a language added meanwhile is in it. */
  without: [] as readonly string[],
  original: true,
  label: "",
  lifetime: "month" as Lifetime,
  password: "",
  mayExport: false,
  mayHear: false,
  /** Null: a link without a password gets a short code, one with a password does not. */
  code: null as boolean | null,
};

/** Creates a link: its languages, name, lifetime, password, export and sound. */
export function LinkForm({ session, onCreate }: { session: SessionView; onCreate: Links["create"] }) {
  const t = useTranslations("share");
  const refusalText = useRefusalText();
  const [wish, setWish] = useState(BLANK);
  const [created, setCreated] = useState<string | null>(null);
  const choose = (change: Partial<typeof BLANK>) => {
    setCreated(null);
    setWish((before) => ({ ...before, ...change }));
  };
  const { targetLangs } = session;
  const hasCode = wish.code ?? wish.password === "";
  const langs = targetLangs.filter((lang) => !wish.without.includes(lang));
  // The sound is the original.
  const mayHear = wish.mayHear && wish.original;

  const form = useForm<"languages" | "password">(async () => {
    const { original, label, lifetime, password, mayExport } = wish;
    const isEmpty = langs.length === 0 && (targetLangs.length > 0 || !original);
    const isShort = password !== "" && password.length < LEAST_PASSWORD;
    if (isEmpty || isShort)
      return {
        ...(isEmpty && { languages: t("chooseLanguage") }),
        ...(isShort && { password: t("shortPassword", { least: String(LEAST_PASSWORD) }) }),
      };
    const refusal = await onCreate({
      label,
      original,
      // No list means all languages, including languages added later.
      langs: langs.length === targetLangs.length ? [] : langs,
      mayExport,
      // An earlier server refuses what it does not know.
      ...(mayHear && { mayHear }),
      password: password === "" ? null : password,
      lifetime,
      code: hasCode,
    });
    if (refusal) return { form: refusalText(refusal) };
    setWish(BLANK);
    setCreated(label.trim() || t("noLabel"));
    return null;
  });

  return (
    <form {...form.props} className="link-form">
      <AskBeforeClosing when={wish.label.trim() !== "" || wish.password !== ""} />
      <LinkLanguages
        session={session}
        langs={langs}
        original={wish.original}
        wrong={form.wrong.languages}
        onLangs={(chosen) => choose({ without: targetLangs.filter((lang) => !chosen.includes(lang)) })}
        onOriginal={(original) => choose({ original })}
      />
      <InputField
        label={t("label")}
        value={wish.label}
        maxLength={MOST_LABEL}
        placeholder={t("labelHint")}
        autoComplete="off"
        onChange={(event) => choose({ label: event.target.value })}
      />
      <div className="pair">
        <SelectField
          label={t("worksFor")}
          value={wish.lifetime}
          choices={LIFETIME_NAMES.map((name) => [name, t(name)])}
          onChange={(chosen) => choose({ lifetime: toLifetime(chosen) })}
        />
        <InputField
          label={t("password")}
          name="link-password"
          value={wish.password}
          maxLength={MOST_PASSWORD}
          placeholder={t("noPassword")}
          autoComplete="off"
          spellCheck={false}
          wrong={form.wrong.password}
          onChange={(event) => choose({ password: event.target.value })}
        />
      </div>
      <Switch on={wish.mayExport} onChange={(mayExport) => choose({ mayExport })}>
        {t("mayExport")}
      </Switch>
      {session.sound && (
        <Switch
          on={mayHear}
          disabled={!wish.original}
          hint={t(wish.original ? "mayHearHelp" : "mayHearNot")}
          onChange={(chosen) => choose({ mayHear: chosen })}
        >
          {t("mayHear")}
        </Switch>
      )}
      <Switch on={hasCode} hint={t("withCodeHelp")} onChange={(code) => choose({ code })}>
        {t("withCode")}
      </Switch>
      <p className="wrong" role="alert">
        {form.wrong.form}
      </p>
      <button type="submit" className="btn btn-ink" aria-disabled={form.isWorking}>
        {t(form.isWorking ? "creating" : "create")}
      </button>
      <p className="hint" role="status">
        {created !== null && t("created", { name: created })}
      </p>
    </form>
  );
}

const LIFETIME_NAMES = Object.keys(LIFETIMES).filter((name): name is Lifetime => name in LIFETIMES);

function toLifetime(value: string): Lifetime {
  return LIFETIME_NAMES.find((name) => name === value) ?? "month";
}
