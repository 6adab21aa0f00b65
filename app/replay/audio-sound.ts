import { siteAddress } from "../address/site-address";
import { playableSound } from "../sound/playable-sound";
import type { Replay, ReplaySound } from "./replay";

/** How long the sound may wait for data before the text plays without it, ms. */
const MOST_WAIT_MS = 10_000;
/** The sound is not moved by less than this, ms: moving interrupts it. */
const SAME_PLACE_MS = 50;

/** The address of a session's sound, in a format that the browser plays. */
export function soundAddress(sessionId: string, audio: Pick<HTMLAudioElement, "canPlayType">): string {
  return playableSound(siteAddress(`/api/sessions/${sessionId}/sound`), audio);
}

/**
 * Plays the sound of a replay in an audio element, until the signal aborts.
 * @param soundMs the length of the sound
 * @param onFailed called once, when the sound cannot be loaded or played. The replay continues without it
 */
export function playInAudio(
  audio: HTMLAudioElement,
  replay: Replay,
  soundMs: number,
  onFailed: () => void,
  signal: AbortSignal,
): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const listening = new AbortController();
  const isFarFrom = (ms: number) => Math.abs(audio.currentTime * 1_000 - ms) > SAME_PLACE_MS;
  const fail = () => {
    // A browser reports an error twice: by an event, and by the promise of `play`.
    if (listening.signal.aborted) return;
    end();
    onFailed();
  };
  const sound: ReplaySound = {
    endMs: soundMs,
    // The duration of the file may be a fraction less than the length that the page knows.
    placeMs: () => (audio.ended ? soundMs : audio.currentTime * 1_000),
    playFrom: (ms) => {
      if (isFarFrom(ms)) audio.currentTime = ms / 1_000;
      if (!audio.paused && !audio.ended) return;
      // `AbortError`: it was paused before it began. `NotAllowedError`: the browser refuses sound without a press.
      audio.play().catch(({ name }: DOMException) => {
        if (name === "NotAllowedError") replay.followSound(false);
        else if (name !== "AbortError") fail();
      });
    },
    pause: () => audio.pause(),
    setSpeed: (speed) => {
      audio.defaultPlaybackRate = speed;
      audio.playbackRate = speed;
    },
  };
  const stopWaiting = () => clearTimeout(waiting);
  const startWaiting = () => {
    stopWaiting();
    waiting = setTimeout(fail, MOST_WAIT_MS);
  };
  const end = () => {
    stopWaiting();
    listening.abort();
    replay.setSound(null);
  };
  const on = (name: keyof HTMLMediaElementEventMap, listener: () => void) =>
    audio.addEventListener(name, listener, { signal: listening.signal });
  on("error", fail);
  on("ended", replay.tick);
  on("timeupdate", replay.tick);
  on("waiting", startWaiting);
  on("playing", stopWaiting);
  // Events arrive late: a newer press may have changed the state that they report.
  on("pause", () => {
    stopWaiting();
    if (audio.paused && !audio.ended) replay.followSound(false);
  });
  on("play", () => {
    if (!audio.paused) replay.followSound(true);
  });
  audio.preservesPitch = true;
  replay.setSound(sound);
  signal.addEventListener("abort", end, { once: true });
}
