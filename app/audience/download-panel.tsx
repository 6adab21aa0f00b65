"use client";

import { useId, useState } from "react";
import { EXPORT_FORMATS, type ExportFormat } from "#protocol/export-formats";
import { linkExportAddress, PASS_HEADER } from "../export/address";
import { useDownload } from "../export/use-download";
import { Dialog } from "../frame/dialog";
import { Glyph } from "../frame/glyph";
import { useTexts } from "../wording/use-texts";
import { linkPassStore } from "./link-pass-store";

type Props = {
  readonly token: string;
  /** The language that is read; null: the original. */
  readonly lang: string | null;
  readonly hasOriginal: boolean;
};

/** Downloads of the session as a file, if the owner of the link allows them. */
export function DownloadPanel(props: Props) {
  const t = useTexts("audience");
  const tKeyboard = useTexts("keyboard");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="tool" onClick={() => setOpen(true)}>
        <Glyph name="export" />
        <span>{t("export")}</span>
      </button>
      {isOpen && (
        <Dialog title={t("export")} onClose={() => setOpen(false)} closeLabel={tKeyboard("close")}>
          <Formats {...props} />
        </Dialog>
      )}
    </>
  );
}

function Formats({ token, lang, hasOriginal }: Props) {
  const t = useTexts("audience");
  const id = useId();
  const [format, setFormat] = useState<ExportFormat>("txt");
  const { state, download, copy, reset } = useDownload();
  const take = (by: typeof download, taken: ExportFormat) => {
    const pass = linkPassStore(token).get();
    const headers: Record<string, string> = pass === null ? {} : { [PASS_HEADER]: pass };
    void by(linkExportAddress(token, { format: taken, lang, original: hasOriginal && lang !== null }), headers);
  };
  const isPreparing = state.kind === "preparing";
  return (
    <>
      <div className="seg-ctl" role="radiogroup" aria-label={t("format")}>
        {EXPORT_FORMATS.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name={id}
              checked={format === name}
              onChange={() => {
                setFormat(name);
                reset();
              }}
            />
            {name.toUpperCase()}
          </label>
        ))}
      </div>
      <p className={state.kind === "failed" || state.kind === "too-many" ? "wrong" : "hint"} role="status">
        {state.kind === "ready" && <span>{t("exportReady")}</span>}
        {state.kind === "copied" && <span>{t("copied")}</span>}
        {state.kind === "failed" && <span>{t("exportFailed")}</span>}
        {state.kind === "too-many" && <span>{t("exportTooMany", { seconds: state.seconds })}</span>}
      </p>
      <div className="form-end">
        <button type="button" className="btn" disabled={isPreparing} onClick={() => take(copy, "txt")}>
          {t("copyText")}
        </button>
        <button type="button" className="btn btn-ink" disabled={isPreparing} onClick={() => take(download, format)}>
          {t("download")}
        </button>
      </div>
    </>
  );
}
