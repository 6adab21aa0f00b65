"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { Glyph } from "../frame/glyph";
import { isProblem, type MicrophoneProblem } from "./microphone-problem";
import { ProcessingSwitches } from "./processing-switches";
import { askForSharedSound, sharedSound } from "./shared-sound";
import { readSoundChoice, type SoundChoice } from "./sound-choice";
import { SourceSelect } from "./source-select";
import { useMicrophones } from "./use-microphones";

/** The choice of the sound while the page speaks. It takes effect at once, but a share only once there is one. */
export function MicrophoneDialog(props: { onChange: (change: Partial<SoundChoice>) => void; onClose: () => void }) {
  const { onChange, onClose } = props;
  const t = useTranslations("microphone");
  const devices = useMicrophones(true);
  const [choice, setChoice] = useState(readSoundChoice);
  const [problem, setProblem] = useState<MicrophoneProblem["kind"] | null>(null);
  const { source } = choice;

  const change = (part: Partial<SoundChoice>) => {
    setChoice({ ...choice, ...part });
    setProblem(null);
    // Until a tab is chosen, the page hears what it heard.
    if (part.source === "microphone" || part.source === undefined || sharedSound()) onChange(part);
  };
  const share = async () => {
    const shared = await askForSharedSound();
    if (isProblem(shared)) return setProblem(shared.kind);
    onChange({ source });
    onClose();
  };
  const use = (deviceId: string) => {
    onChange({ deviceId });
    onClose();
  };

  return (
    <Dialog title={t("chooseTitle")} onClose={onClose}>
      <div className="sound-choice">
        <SourceSelect source={source} onChange={(one) => change({ source: one })} />
        {source !== "microphone" && (
          <button type="button" className="btn" onClick={() => void share()}>
            {t(sharedSound() ? "shareOther" : "share")}
          </button>
        )}
        <p className="wrong" role="alert">
          {problem && `${t(problem)} ${t(`${problem}Help`)}`}
        </p>
      </div>
      {source !== "shared" && (
        <>
          {devices.length === 0 && <p>{t("missing")}</p>}
          <ul className="devices">
            {devices.map(({ deviceId, label }, index) => (
              <li key={deviceId}>
                <button type="button" className="btn" onClick={() => use(deviceId)}>
                  <Glyph name="mic" />
                  <span>{label || `${t("default")} ${index + 1}`}</span>
                </button>
              </li>
            ))}
          </ul>
          <h3>{t("processing")}</h3>
          <ProcessingSwitches processing={choice.processing} onChange={(processing) => change({ processing })} />
        </>
      )}
      <FormEnd onCancel={onClose} cancel={t("close")} />
    </Dialog>
  );
}
