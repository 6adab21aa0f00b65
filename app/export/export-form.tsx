"use client";

import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { exportPath, printPath } from "#protocol/export";
import { EXPORT_FORMATS, type ExportFormat } from "#protocol/export-formats";
import { siteAddress } from "../address/site-address";
import { languageName, languageNames } from "../format/language";
import { Glyph } from "../frame/glyph";
import { SelectField } from "../frame/select-field";
import { Switch } from "../frame/switch";
import { useFormat } from "../wording/use-format";
import { type ClockChoice, ClockFields, clockQuery } from "./clock-fields";
import { useDownload } from "./use-download";

export type ExportFormProps = {
  readonly sessionId: string;
  readonly spoken: readonly string[];
  /** Earlier target languages included. */
  readonly written: readonly string[];
};

/** Chooses format, language and options, and downloads the file. */
export function ExportForm({ sessionId, spoken, written }: ExportFormProps) {
  const t = useTranslations("export");
  const { locale } = useFormat();
  const id = useId();
  // The original, in one or several languages, is a choice of its own.
  const asSpoken = spoken.find((one) => !written.includes(one)) ?? "";
  const [format, setFormat] = useState<ExportFormat>("srt");
  const [lang, setLang] = useState(written[0] ?? asSpoken);
  const [original, setOriginal] = useState(true);
  const [times, setTimes] = useState(true);
  const [speakers, setSpeakers] = useState(true);
  const [clock, setClock] = useState<ClockChoice>({ clock: "spoken", offset: "0" });
  const { state, download, copy, reset } = useDownload();

  const isRefused = state.kind === "failed" || state.kind === "too-many";
  const translated = lang !== asSpoken;
  const asks = format !== "json";
  const hasTimesSwitch = format === "txt" || format === "docx";
  const choice = {
    ...(asks && translated ? { lang, original: original ? "1" : "0" } : {}),
    speakers: speakers ? "1" : "0",
  } as const;
  /** The choice of a file with or without times. Without times no clock applies. */
  const timed = (hasTimes: boolean) =>
    ({ ...choice, ...(hasTimes && clockQuery(clock)), times: hasTimes ? "1" : "0" }) as const;
  const hasTimes = asks && (times || !hasTimesSwitch);
  /** The text as paragraphs, to copy and to print. */
  const textChoice = timed(hasTimesSwitch && times);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void download(siteAddress(exportPath(sessionId, { format, ...timed(hasTimes) })));
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
      <div className="export-choices">
        {asks && (
          <>
            <SelectField
              label={t("language")}
              value={lang}
              choices={[
                ...written.map((target) => [target, languageName(target, locale)] as const),
                [asSpoken, t("asSpoken", { language: languageNames(spoken, locale, true) })],
              ]}
              onChange={setLang}
            />
            {translated && (
              <Switch on={original} onChange={setOriginal}>
                {t("original")}
              </Switch>
            )}
            {hasTimesSwitch && (
              <Switch on={times} onChange={setTimes}>
                {t("times")}
              </Switch>
            )}
            <Switch on={speakers} onChange={setSpeakers}>
              {t("speakers")}
            </Switch>
            {hasTimes && <ClockFields {...clock} onChange={setClock} />}
          </>
        )}
        <button className="btn btn-ink" type="submit" disabled={state.kind === "preparing"}>
          {state.kind === "preparing"
            ? t("preparing")
            : isRefused
              ? t("again")
              : t("download", { format: format.toUpperCase() })}
        </button>
        <div className="as-text">
          <button
            type="button"
            className="btn"
            disabled={state.kind === "preparing"}
            onClick={() => void copy(siteAddress(exportPath(sessionId, { format: "txt", ...textChoice })))}
          >
            {t("copyText")}
          </button>
          <a className="btn" href={siteAddress(printPath(sessionId, textChoice))} target="_blank" rel="noreferrer">
            {t("print")}
          </a>
        </div>
        <p className={isRefused ? "wrong" : "hint"} role="status">
          {state.kind === "ready" && <span>{t("ready")}</span>}
          {state.kind === "copied" && <span>{t("copied")}</span>}
          {state.kind === "failed" && <span>{t("failed")}</span>}
          {state.kind === "too-many" && <span>{t("tooMany", { seconds: String(state.seconds) })}</span>}
        </p>
      </div>
    </form>
  );
}
