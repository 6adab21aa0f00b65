"use client";

import { useTranslations } from "use-intl/react";
import { Glyph } from "../frame/glyph";
import { Notice } from "../frame/notice";
import { Select } from "../frame/select";
import { useMicrophones } from "./microphone-dialog";
import type { Preview } from "./use-preview";

const BARS = 8;

/** The choice of a microphone, and its level. The microphone opens only after a press. */
export function MicrophoneField({ preview }: { preview: Preview }) {
  const t = useTranslations("start");
  const tMic = useTranslations("microphone");
  const tFrame = useTranslations("frame");
  const devices = useMicrophones(preview.state === "open");
  return (
    <fieldset className="mic-field">
      <legend className="label">{t("microphone")}</legend>
      {devices.length > 1 && (
        <Select
          aria-label={t("microphone")}
          value={preview.deviceId ?? devices[0]?.deviceId}
          choices={devices.map(({ deviceId, label }, index) => [deviceId, label || `${tMic("default")} ${index + 1}`])}
          onChange={(event) => preview.choose(event.target.value)}
        />
      )}
      {preview.problem && (
        <div role="alert">
          <Notice
            look="late"
            glyph="mic"
            title={tMic(preview.problem)}
            actions={
              <button type="button" className="btn" onClick={preview.open}>
                {tFrame("tryAgain")}
              </button>
            }
          >
            {tMic(`${preview.problem}Help`)}
          </Notice>
        </div>
      )}
      {!preview.problem && preview.state === "off" && (
        <button type="button" className="btn" onClick={preview.open}>
          <Glyph name="mic" />
          {t("checkMicrophone")}
        </button>
      )}
      {!preview.problem && preview.state !== "off" && (
        <p className="heard">
          {/* biome-ignore lint/a11y/useSemanticElements: a native meter cannot be drawn as bars */}
          <span
            className="level"
            role="meter"
            aria-label={t("level")}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round((preview.bars / BARS) * 100)}
          >
            {Array.from({ length: BARS }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the bars never move
              <i key={index} className={index < preview.bars ? "on" : undefined} />
            ))}
          </span>
          <span role="status">
            {preview.unheard ? `${tMic("unheard")} ${tMic("unheardHelp")}` : t(preview.heard ? "heard" : "listening")}
          </span>
        </p>
      )}
    </fieldset>
  );
}
