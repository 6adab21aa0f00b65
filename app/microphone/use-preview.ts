"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { samplesToMs } from "#protocol/sound";
import { Microphone } from "./microphone";
import type { MicrophoneProblem } from "./microphone-problem";
import { type OpenedMicrophone, openMicrophone } from "./open-microphone";
import { endSharedSound } from "./shared-sound";
import { SilenceDetector } from "./silence-detector";
import { FIRST_SOUND_CHOICE, keepSoundChoice, readSoundChoice, type SoundChoice } from "./sound-choice";

const BARS = 8;
/** Speech at arm's length fills about five of eight bars. */
const FULL_LEVEL = 0.25;

export type Preview = {
  readonly choice: SoundChoice;
  readonly state: "off" | "opening" | "open";
  readonly problem: MicrophoneProblem["kind"] | null;
  /** 0 to 8. */
  readonly bars: number;
  readonly heard: boolean;
  readonly unheard: boolean;
  /** Called from a press: the browser may ask what is shared. */
  readonly open: () => void;
  readonly choose: (change: Partial<SoundChoice>) => void;
  /** Makes sure that the sound may be heard. Called from a press. Null: it may. */
  readonly ensure: () => Promise<MicrophoneProblem["kind"] | null>;
  /** The page goes to the live page, which continues the share. */
  readonly handOver: () => void;
};

type Shown = Pick<Preview, "state" | "problem" | "bars" | "heard" | "unheard">;

const OFF: Shown = { state: "off", problem: null, bars: 0, heard: false, unheard: false };

/** The sound on the start page. Its level is shown; it is sent nowhere. */
export function usePreview(): Preview {
  const [shown, setShown] = useState<Shown>(OFF);
  const [choice, setChoice] = useState(FIRST_SOUND_CHOICE);
  const current = useRef<Promise<OpenedMicrophone> | null>(null);
  const isHandedOver = useRef(false);
  useEffect(() => setChoice(readSoundChoice()), []);

  const close = useCallback(async () => {
    const opened = (await current.current)?.opened;
    current.current = null;
    if (opened instanceof Microphone) await opened.close();
  }, []);

  const openWith = useCallback(
    async (wanted: SoundChoice): Promise<MicrophoneProblem["kind"] | null> => {
      await close();
      const detector = new SilenceDetector();
      setShown({ ...OFF, state: "opening" });
      const opening = openMicrophone(
        { ...wanted, mayAsk: true },
        (samples) => {
          const level = levelOf(samples);
          detector.add(level, samplesToMs(samples.length));
          setShown((before) => ({ ...before, bars: barsOf(level), heard: detector.heard, unheard: detector.unheard }));
        },
        (problem) => setShown((before) => ({ ...before, problem: problem?.kind ?? null })),
      );
      current.current = opening;
      const { opened, isDefaultInstead } = await opening;
      if (current.current !== opening) return null;
      if (opened instanceof Microphone) {
        setShown((before) => ({ ...before, state: "open" }));
        if (isDefaultInstead) setChoice((before) => ({ ...before, deviceId: undefined }));
        return opened.problem?.kind ?? null;
      }
      current.current = null;
      setShown({ ...OFF, problem: opened.kind });
      return opened.kind;
    },
    [close],
  );

  // It opens only after a press, although the browser may have the permission already.
  useEffect(
    () => () => {
      void close();
      if (!isHandedOver.current) endSharedSound();
    },
    [close],
  );

  return {
    ...shown,
    choice,
    open: () => void openWith(choice),
    choose: (change) => {
      const wanted = { ...choice, ...change };
      keepSoundChoice(change);
      setChoice(wanted);
      if (wanted.source === "microphone") endSharedSound();
      // Another source takes another press.
      if (change.source) void close().then(() => setShown(OFF));
      else if (change.deviceId || shown.state === "open") void openWith(wanted);
    },
    ensure: async () => {
      const opened = (await current.current)?.opened;
      return opened instanceof Microphone && !opened.problem ? null : openWith(choice);
    },
    handOver: () => {
      isHandedOver.current = true;
    },
  };
}

/** Root mean square, 0 to 1. */
function levelOf(samples: Int16Array): number {
  let energy = 0;
  for (const sample of samples) energy += (sample / 32_768) ** 2;
  return Math.sqrt(energy / Math.max(1, samples.length));
}

function barsOf(level: number): number {
  return Math.min(BARS, Math.round(Math.sqrt(level / FULL_LEVEL) * BARS));
}
