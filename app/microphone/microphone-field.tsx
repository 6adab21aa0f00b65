"use client";

import { Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Glyph } from "../frame/glyph";
import { loadedLater } from "../frame/loaded-later";
import { Notice } from "../frame/notice";
import { Select } from "../frame/select";
import { isShareProblem } from "./microphone-problem";
import { SourceSelect } from "./source-select";
import { useMicrophones } from "./use-microphones";
import type { Preview } from "./use-preview";

const BARS = 8;

const ProcessingSwitches = loadedLater(async () => (await import("./processing-switches")).ProcessingSwitches);

/** The choice of the sound, and its level. A microphone or a share opens only after a press. */
export function MicrophoneField({ preview }: { preview: Preview }) {
  const t = useTranslations("start");
  const tMic = useTranslations("microphone");
  const tFrame = useTranslations("frame");
  const devices = useMicrophones(preview.state === "open");
  const [isShown, setShown] = useState(false);
  const { source, deviceId: chosen, processing } = preview.choice;
  const ofShare = source === "shared" ? "Share" : "";
  return (
    <fieldset className="mic-field">
      <legend className="label">{tMic("source")}</legend>
      <SourceSelect source={source} onChange={(one) => preview.choose({ source: one })} />
      {source !== "shared" && devices.length > 1 && (
        <Select
          aria-label={t("microphone")}
          value={chosen ?? devices[0]?.deviceId}
          choices={devices.map(({ deviceId, label }, index) => [deviceId, label || `${tMic("default")} ${index + 1}`])}
          onChange={(event) => preview.choose({ deviceId: event.target.value })}
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
                {isShareProblem(preview.problem) ? tMic("shareAgain") : tFrame("tryAgain")}
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
          {source === "microphone" ? t("checkMicrophone") : tMic("share")}
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
            {preview.unheard
              ? `${tMic(`unheard${ofShare}`)} ${tMic(`unheard${ofShare}Help`)}`
              : source === "shared"
                ? tMic(preview.heard ? "shareHeard" : "shareListening")
                : t(preview.heard ? "heard" : "listening")}
          </span>
        </p>
      )}
      {source !== "shared" && (
        <details className="tuning" onToggle={(event) => setShown(event.currentTarget.open)}>
          <summary>
            <u>{tMic("processing")}</u>
          </summary>
          {isShown && (
            <Suspense fallback={null}>
              <ProcessingSwitches processing={processing} onChange={(one) => preview.choose({ processing: one })} />
            </Suspense>
          )}
        </details>
      )}
    </fieldset>
  );
}
