"use client";

import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { exportAddress } from "#protocol/export";
import { EXPORT_FORMATS, type ExportFormat } from "#protocol/export-formats";
import { languageName } from "../format/language";
import { Glyph } from "../frame/glyph";
import { SelectField } from "../frame/select-field";
import { Switch } from "../frame/switch";
import { useFormat } from "../wording/use-format";
import { useDownload } from "./use-download";

type Props = { readonly sessionId: string; readonly sourceLang: string; readonly targetLangs: readonly string[] };

/** One format, one language, and what stands beside the words. */
export function ExportForm({ sessionId, sourceLang, targetLangs }: Props) {
  const t = useTranslations("export");
  const { locale } = useFormat();
  const id = useId();
  const [format, setFormat] = useState<ExportFormat>("srt");
  const [lang, setLang] = useState(targetLangs[0] ?? sourceLang);
  const [original, setOriginal] = useState(true);
  const [times, setTimes] = useState(true);
  const [speakers, setSpeakers] = useState(true);
  const { state, download, reset } = useDownload();

  const translated = lang !== sourceLang;
  const asks = format !== "json";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void download(
      exportAddress(sessionId, {
        format,
        ...(asks && translated ? { lang, original: original ? "1" : "0" } : {}),
        times: times ? "1" : "0",
        speakers: speakers ? "1" : "0",
      }),
    );
  };

  return (
    <form className="menu-body" onSubmit={submit} onChange={reset}>
      <h2 id={`${id}-title`}>{t("export")}</h2>
      <div className="formats" role="radiogroup" aria-labelledby={`${id}-title`}>
        {EXPORT_FORMATS.map((name) => (
          <label className="format" key={name}>
            <input type="radio" name={`${id}-format`} checked={format === name} onChange={() => setFormat(name)} />
            <b>{name.toUpperCase()}</b>
            {t(name)}
            <Glyph name="check" />
          </label>
        ))}
      </div>
      {asks && (
        <>
          <SelectField
            label={t("language")}
            value={lang}
            choices={[
              ...targetLangs.map((target) => [target, languageName(target, locale)] as const),
              [sourceLang, t("asSpoken", { language: languageName(sourceLang, locale) })],
            ]}
            onChange={setLang}
          />
          {translated && (
            <Switch on={original} onChange={setOriginal}>
              {t("original")}
            </Switch>
          )}
          {(format === "txt" || format === "docx") && (
            <Switch on={times} onChange={setTimes}>
              {t("times")}
            </Switch>
          )}
          <Switch on={speakers} onChange={setSpeakers}>
            {t("speakers")}
          </Switch>
        </>
      )}
      <button className="btn btn-ink" type="submit" disabled={state === "preparing"}>
        {state === "preparing"
          ? t("preparing")
          : state === "failed"
            ? t("again")
            : t("download", { format: format.toUpperCase() })}
      </button>
      <p className={state === "failed" ? "wrong" : "hint"} role="status">
        {state === "ready" && t("ready")}
        {state === "failed" && t("failed")}
      </p>
    </form>
  );
}
