"use client";

import { useTranslations } from "use-intl/react";
import type { Recording } from "#protocol/recording";
import { clockText } from "../format/clock";
import { Glyph } from "../frame/glyph";
import { Notice } from "../frame/notice";

type Props = {
  readonly recording: Recording;
  /** The sound that is recognised, ms. */
  readonly doneMs: number;
  readonly isEnding: boolean;
  readonly onCancel: () => void;
};

/** Takes the place of the speaker's controls while a recording is transcribed: its name, how far it is, and a way to cancel it. */
export function RecordingDock({ recording, doneMs, isEnding, onCancel }: Props) {
  const t = useTranslations("recording");
  const tLive = useTranslations("live");
  const { name, ms } = recording;
  const done = ms === undefined ? doneMs : Math.min(doneMs, ms);
  return (
    <section className="dock" aria-label={tLive("controls")}>
      <div className="mic">
        <span className="only-reads">{t("from", { name })}</span>
      </div>
      <div className="clock num" role="timer" aria-label={t("done")}>
        {clockText(done)}
        {ms !== undefined && <small> / {clockText(ms)}</small>}
      </div>
      <div className="acts">
        {ms !== undefined && <progress aria-label={t("done")} max={ms} value={done} />}
        <button type="button" className="btn btn-danger" aria-haspopup="dialog" onClick={onCancel} disabled={isEnding}>
          <Glyph name="stop" />
          {t("cancel")}
        </button>
      </div>
    </section>
  );
}

/** Tells that a recording waits for a recogniser, or that it broke off. */
export function RecordingNotice({ recording }: { recording: Recording }) {
  const t = useTranslations("recording");
  const { place, fault } = recording;
  if (fault) {
    return (
      <Notice look="failed" title={t("brokeOff")}>
        {t("brokeOffHelp")}
      </Notice>
    );
  }
  if (!place) return null;
  return (
    <Notice look="late" title={t("queued", { place: String(place) })}>
      {t("queuedHelp")}
    </Notice>
  );
}
