"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { IconButton } from "../frame/icon-button";
import { playInAudio, soundAddress } from "./audio-sound";
import type { Replay } from "./replay";

type Props = {
  readonly sessionId: string;
  readonly replay: Replay;
  /** The length of the stored sound, ms. */
  readonly soundMs: number;
};

/** `gone`: the sound was deleted. `failed`: it cannot be loaded now. */
type Failure = "gone" | "failed";

/** The sound of a replay. Where it cannot be loaded, the replay continues without it, and the page says why. */
export function ReplaySound({ sessionId, replay, soundMs }: Props) {
  const t = useTranslations("replay");
  const element = useRef<HTMLAudioElement>(null);
  /** The number of the attempt to load the sound. */
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt loads the sound again
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const address = soundAddress(sessionId, audio);
    audio.src = address;
    const onFailed = async () => {
      const why = await whyFailed(address, signal);
      if (!signal.aborted) setFailure(why);
    };
    playInAudio(audio, replay, soundMs, () => void onFailed(), signal);
    return () => {
      leaving.abort();
      audio.removeAttribute("src");
      audio.load();
    };
  }, [sessionId, replay, soundMs, attempt]);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: the transcript is on the same page, and follows the sound */}
      <audio ref={element} preload="none" />
      <div className="sound-failure" role="status">
        {failure && (
          <>
            <span>{t(failure === "gone" ? "soundGone" : "soundFailed")}</span>
            {failure === "failed" && (
              <button
                type="button"
                className="btn"
                onClick={() => {
                  setFailure(null);
                  setAttempt((before) => before + 1);
                }}
              >
                {t("soundAgain")}
              </button>
            )}
            <IconButton glyph="x" aria-label={t("soundClose")} onClick={() => setFailure(null)} />
          </>
        )}
      </div>
    </>
  );
}

/** An audio element does not tell the answer of the server, so the server is asked. */
async function whyFailed(address: string, signal: AbortSignal): Promise<Failure> {
  try {
    const { status } = await fetch(address, { headers: { Range: "bytes=0-0" }, signal });
    return status === 404 ? "gone" : "failed";
  } catch {
    return "failed";
  }
}
