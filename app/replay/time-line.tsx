"use client";

import { memo, useLayoutEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { Segment } from "#protocol/transcript";
import { clockText } from "../format/clock";
import { lineAt } from "./cursor";
import { timeLineMarks } from "./time-line-marks";
import { type Waveform, waveformPath } from "./waveform";

type Props = {
  readonly segments: readonly Segment[];
  readonly placeMs: number;
  readonly endMs: number;
  /** The waveform of the sound, from the session's beginning on; null: none. */
  readonly waveform: Waveform | null;
  readonly soundMs: number;
  /** The keys of the lines in which words were found. */
  readonly found: ReadonlySet<string>;
  readonly onPlace: (placeMs: number) => void;
};

const STEP_MS = 1_000;

/**
 * The position of the replay, as a slider. Its strip shows the sound, or when there was speech, with gaps, pauses, changes of the
 * speaker and the lines in which words were found.
 */
export function TimeLine({ segments, placeMs, endMs, waveform, soundMs, found, onPlace }: Props) {
  const t = useTranslations("replay");
  const speaker = segments[lineAt(segments, placeMs)]?.speaker;
  const times = { at: clockText(placeMs), end: clockText(endMs) };
  const share = endMs === 0 ? 0 : placeMs / endMs;
  const wave = useRef<HTMLDivElement>(null);
  // Through the DOM: the content security policy forbids inline styles.
  useLayoutEffect(() => wave.current?.style.setProperty("--played", String(share)), [share]);
  return (
    <div className="wave" ref={wave}>
      <Strip segments={segments} endMs={endMs} waveform={waveform} soundMs={soundMs} found={found} />
      <i className="head-now" />
      <input
        type="range"
        min={0}
        max={endMs}
        step={STEP_MS}
        value={Math.round(placeMs)}
        aria-label={t("position")}
        aria-valuetext={speaker === undefined ? t("positionOf", times) : t("positionBy", { ...times, speaker })}
        onChange={(event) => onPlace(Number(event.target.value))}
      />
    </div>
  );
}

/** In thousandths of the session's length. */
const WIDTH = 1_000;

type StripProps = Omit<Props, "placeMs" | "onPlace">;

const Strip = memo(function Strip({ segments, endMs, waveform, soundMs, found }: StripProps) {
  const t = useTranslations("replay");
  const at = (ms: number) => Math.round((ms / Math.max(1, endMs)) * WIDTH * 10) / 10;
  // The lines after the end of the sound, or all lines where there is no waveform.
  const soundless = segments.filter(({ kind, startMs }) => kind === "speech" && (!waveform || startMs >= soundMs));
  const path = soundless.map(({ startMs, endMs: end }) => `M${at(startMs)} 8V24H${at(end)}V8Z`).join("");
  const marks = timeLineMarks(segments, found, at);
  const view = { viewBox: `0 0 ${WIDTH} 32`, preserveAspectRatio: "none" };
  const drawn = (
    <>
      <path d={`${waveform ? waveformPath(waveform, at(soundMs)) : ""}${path}`} />
      <path className="gaps" d={marks.gaps} />
      <path className="ticks pauses" d={marks.pauses} />
      <path className="ticks speakers" d={marks.speakers} />
      <path className="ticks found" d={marks.found} />
    </>
  );
  if (!waveform)
    return (
      <svg {...view} aria-hidden="true">
        {drawn}
      </svg>
    );
  return (
    <svg {...view} role="img" aria-label={t("waveform")}>
      {drawn}
    </svg>
  );
});
