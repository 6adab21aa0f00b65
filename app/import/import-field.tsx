"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Glyph } from "../frame/glyph";
import { useRefusalText } from "../wording/use-refusal-text";
import type { ImportRequest } from "./import-recording";
import { type AgainSession, readSoundFile } from "./read-sound-file";
import { type ImportState, useImport } from "./use-import";

/** The largest and the longest recording that the server takes. */
export type ImportBounds = { readonly bytes: number; readonly hours: number };

type Props = {
  readonly request: ImportRequest;
  readonly bounds: ImportBounds;
  readonly isKnown: boolean;
  readonly lacking: "account" | "invitation" | null;
  /** The session whose stored sound the person wants to transcribe again; null: none. */
  readonly again: AgainSession | null;
};

const GIGABYTE = 1e9;

/** Takes a recording, picked here or dropped anywhere on the page, and opens the live page of its session. */
export function ImportField({ request, bounds, isKnown, lacking, again }: Props) {
  const t = useTranslations("recording");
  const router = useRouter();
  const hintId = useId();
  const input = useRef<HTMLInputElement>(null);
  const section = useRef<HTMLElement>(null);
  const [isOver, setOver] = useState(false);
  const [isReading, setReading] = useState(false);
  const { state, begin, refuse, cancel } = useImport(isKnown, (sessionId) => router.push(`/live/${sessionId}`));
  const take = (file: File | undefined) => {
    if (!file) return;
    if (lacking) refuse({ kind: "not-admitted", lacking });
    else void begin(file, request);
  };

  const takeAgain = async (session: AgainSession) => {
    if (isReading) return;
    setReading(true);
    const file = await readSoundFile(session);
    setReading(false);
    if (file) take(file);
    else refuse({ kind: "unavailable" });
  };

  // The person followed a link to this button, which is below the form.
  useEffect(() => {
    if (again) section.current?.scrollIntoView({ block: "center" });
  }, [again]);

  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const hasFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent) => {
      if (!hasFile(event)) return;
      // Otherwise the browser would open the file in place of the page.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(false);
      latest.current(event.dataTransfer?.files[0]);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);

  const { bytes, hours } = bounds;
  return (
    <section ref={section} className={isOver ? "import over" : "import"} aria-label={t("title")}>
      <input
        ref={input}
        type="file"
        accept="audio/*,video/*,.mkv,.opus,.amr,.mxf"
        hidden
        onChange={({ currentTarget }) => {
          take(currentTarget.files?.[0]);
          // The same file can be chosen again.
          currentTarget.value = "";
        }}
      />
      {state.kind === "working" ? (
        <Working state={state} onCancel={cancel} />
      ) : (
        <>
          {again && (
            <div className="again">
              <button
                type="button"
                className="btn btn-ink"
                aria-disabled={isReading}
                onClick={() => void takeAgain(again)}
              >
                <Glyph name="listen" />
                {isReading ? t("readingAgain") : t("again", { title: again.name })}
              </button>
              <p className="hint">{t("againHint")}</p>
            </div>
          )}
          <button type="button" className="btn" aria-describedby={hintId} onClick={() => input.current?.click()}>
            <Glyph name="listen" />
            {t("title")}
          </button>
          <p className="hint" id={hintId}>
            {t("hint", { hours, gigabytes: gigabytesIn(bytes) })}
          </p>
        </>
      )}
      <p className="wrong" role="alert">
        <Wrong state={state} bounds={bounds} />
      </p>
    </section>
  );
}

function gigabytesIn(bytes: number): string {
  return String(Math.round((bytes / GIGABYTE) * 10) / 10);
}

function Working({
  state: { name, size, progress },
  onCancel,
}: {
  state: Extract<ImportState, { kind: "working" }>;
  onCancel: () => void;
}) {
  const t = useTranslations("recording");
  const isUploading = progress.kind === "uploading";
  const percent = isUploading ? Math.floor((progress.sent / Math.max(size, 1)) * 100) : 100;
  const text = !isUploading ? t("checking") : progress.isCut ? t("cut") : t("uploading");
  return (
    <div className="importing">
      <p>
        <b>{name}</b>
        <span role="status">{text}</span>
        {isUploading && <span className="num">{t("percent", { percent: String(percent) })}</span>}
      </p>
      <progress aria-label={t("upload")} max={100} value={isUploading ? percent : undefined} />
      {isUploading && (
        <button type="button" className="btn" onClick={onCancel}>
          {t("cancel")}
        </button>
      )}
    </div>
  );
}

function Wrong({ state, bounds }: { state: ImportState; bounds: ImportBounds }) {
  const t = useTranslations("recording");
  const refusalText = useRefusalText();
  if (state.kind === "refused") return refusalText(state.refusal);
  if (state.kind !== "failed") return null;
  const { hours, bytes } = bounds;
  return (
    <>
      {state.name}: {t(state.fault, { hours, gigabytes: gigabytesIn(bytes) })}
    </>
  );
}
