"use client";

import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { Select } from "../frame/select";
import { canShareSound } from "./shared-sound";
import { SOUND_SOURCES, type SoundSource } from "./sound-choice";

const NAMES = { microphone: "fromMicrophone", shared: "fromShared", both: "fromBoth" } as const;

/** The choice between microphone, share and both. A browser that shares no sound says so in its place. */
export function SourceSelect(props: { source: SoundSource; onChange: (source: SoundSource) => void }) {
  const { source, onChange } = props;
  const t = useTranslations("microphone");
  const canShare = useSyncExternalStore(never, canShareSound, yes);
  if (!canShare) return <p className="hint">{t("cannotShare")}</p>;
  return (
    <>
      <Select
        aria-label={t("source")}
        value={source}
        choices={SOUND_SOURCES.map((one) => [one, t(NAMES[one])] as const)}
        onChange={({ target }) => {
          const chosen = SOUND_SOURCES.find((one) => one === target.value);
          if (chosen) onChange(chosen);
        }}
      />
      {source !== "microphone" && (
        <p className="hint">
          {t("shareHelp")}
          {source === "both" && ` ${t("bothHelp")}`}
        </p>
      )}
    </>
  );
}

const never = () => () => {};
const yes = () => true;
