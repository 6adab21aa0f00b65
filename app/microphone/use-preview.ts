"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { samplesToMs } from "#protocol/sound";
import { Microphone } from "./microphone";
import type { MicrophoneProblem } from "./microphone-problem";
import { type OpenedMicrophone, openMicrophone } from "./open-microphone";
import { preferMicrophone, preferredMicrophone } from "./preferred-microphone";
import { SilenceDetector } from "./silence-detector";

const BARS = 8;
/** Speech at arm's length fills about five of eight bars. */
const FULL_LEVEL = 0.25;

export type Preview = {
  readonly state: "off" | "opening" | "open";
  readonly problem: MicrophoneProblem["kind"] | null;
  readonly deviceId: string | undefined;
  /** 0 to 8. */
  readonly bars: number;
  readonly heard: boolean;
  readonly unheard: boolean;
  readonly open: () => void;
  readonly choose: (deviceId: string) => void;
  /** Makes sure that a microphone may be used. Null: it may. */
  readonly ensure: () => Promise<MicrophoneProblem["kind"] | null>;
};

type Shown = Omit<Preview, "open" | "choose" | "ensure">;

const OFF: Shown = { state: "off", problem: null, deviceId: undefined, bars: 0, heard: false, unheard: false };

/** The microphone on the start page. Its level is shown; its sound is sent nowhere. */
export function usePreview(): Preview {
  const [shown, setShown] = useState<Shown>(OFF);
  const current = useRef<Promise<OpenedMicrophone> | null>(null);

  const close = useCallback(async () => {
    const opened = (await current.current)?.opened;
    current.current = null;
    if (opened instanceof Microphone) await opened.close();
  }, []);

  const openWith = useCallback(
    async (deviceId: string | undefined): Promise<MicrophoneProblem["kind"] | null> => {
      await close();
      const detector = new SilenceDetector();
      setShown({ ...OFF, state: "opening", deviceId });
      const opening = openMicrophone(
        deviceId ? { deviceId } : {},
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
        setShown((before) => ({ ...before, state: "open", ...(isDefaultInstead && { deviceId: undefined }) }));
        return null;
      }
      current.current = null;
      setShown({ ...OFF, problem: opened.kind });
      return opened.kind;
    },
    [close],
  );

  // It opens only after a press, although the browser may have the permission already.
  useEffect(() => () => void close(), [close]);

  return {
    ...shown,
    open: () => void openWith(preferredMicrophone()),
    choose: (deviceId) => {
      preferMicrophone(deviceId);
      void openWith(deviceId);
    },
    ensure: async () => {
      const opened = (await current.current)?.opened;
      return opened instanceof Microphone ? null : openWith(preferredMicrophone());
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
