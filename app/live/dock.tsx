"use client";

import { useTranslations } from "use-intl/react";
import { clockText } from "../format/clock";
import { Glyph } from "../frame/glyph";
import { LevelMeter } from "../microphone/level-meter";
import type { PageSpeakerState } from "../speaking/page-speaker-state";

type Props = {
  readonly speaker: PageSpeakerState;
  /** The session is paused. Any page of its owner may resume or end it. */
  readonly isPaused: boolean;
  /** Null: not known yet. */
  readonly elapsedMs: number | null;
  readonly level: () => number;
  readonly onPauseOrResume: () => void;
  /** Asks whether the session is to end. */
  readonly onEnd: () => void;
  readonly onChoose: () => void;
  readonly onSpeakHere: () => void;
};

/** The speaker's controls: level, elapsed time, and the buttons to pause and, apart from it, to end the session. */
export function Dock({ speaker, isPaused, elapsedMs, level, onPauseOrResume, onEnd, onChoose, onSpeakHere }: Props) {
  const t = useTranslations("live");
  const tMic = useTranslations("microphone");
  const speaks = speaker.mode === "speaking";
  const reads = speaker.mode === "reading" || speaker.mode === "elsewhere";
  const paused = speaks ? speaker.microphone === "paused" : reads && isPaused;
  const hears = speaks && speaker.microphone === "open" && !speaker.problem && !speaker.stopping;
  return (
    <section className="dock" aria-label={t("controls")}>
      <div className="mic">
        {speaker.mode === "reading" && !isPaused && <span className="only-reads">{t("reading")}</span>}
        {speaks && (
          <>
            <LevelMeter level={level} flat={!hears} />
            <button type="button" className="btn btn-quiet" onClick={onChoose} title={tMic("choose")}>
              <Glyph name="mic" />
              <span className="sr-small">
                {speaker.label && <span className="sr">{tMic("chosen")}: </span>}
                {speaker.source !== "microphone" && tMic("shared")}
                {speaker.source === "both" && " + "}
                {speaker.source !== "shared" && (speaker.label || tMic("default"))}
              </span>
            </button>
          </>
        )}
      </div>
      <div className="clock num" role="timer" aria-label={t("elapsed")}>
        {elapsedMs === null ? "\u00a0" : clockText(elapsedMs)}
      </div>
      <div className="acts">
        {reads && !paused && (
          <button type="button" className="btn" onClick={onSpeakHere}>
            <Glyph name="mic" />
            <span>{t("speakHere")}</span>
          </button>
        )}
        {(speaks || paused) && (
          <>
            {paused ? (
              <button type="button" className="btn btn-go" onClick={onPauseOrResume} disabled={speaker.stopping}>
                <Glyph name="mic" />
                <span>{t("resume")}</span>
              </button>
            ) : (
              <button type="button" className="btn" onClick={onPauseOrResume} disabled={speaker.stopping}>
                <Glyph name="pause" />
                <span>{t("pause")}</span>
              </button>
            )}
            <span className="apart">
              <button
                type="button"
                className="btn btn-danger"
                aria-haspopup="dialog"
                onClick={onEnd}
                disabled={speaker.stopping}
              >
                <Glyph name="stop" />
                {t("stop")}
              </button>
            </span>
          </>
        )}
      </div>
    </section>
  );
}
