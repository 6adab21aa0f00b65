"use client";

import { memo, useLayoutEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { Segment } from "#protocol/transcript";
import { clockText } from "../format/clock";

type Props = {
  readonly segments: readonly Segment[];
  readonly placeMs: number;
  readonly endMs: number;
  readonly onPlace: (placeMs: number) => void;
};

const STEP_MS = 1_000;

/** The position of the replay, as a slider. Its strip shows when there was speech. */
export function TimeLine({ segments, placeMs, endMs, onPlace }: Props) {
  const t = useTranslations("replay");
  const share = endMs === 0 ? 0 : placeMs / endMs;
  const wave = useRef<HTMLDivElement>(null);
  // Through the DOM: the content security policy forbids inline styles.
  useLayoutEffect(() => wave.current?.style.setProperty("--played", String(share)), [share]);
  return (
    <div className="wave" ref={wave}>
      <Strip segments={segments} endMs={endMs} />
      <i className="head-now" />
      <input
        type="range"
        min={0}
        max={endMs}
        step={STEP_MS}
        value={Math.round(placeMs)}
        aria-label={t("position")}
        aria-valuetext={t("positionOf", { at: clockText(placeMs), end: clockText(endMs) })}
        onChange={(event) => onPlace(Number(event.target.value))}
      />
    </div>
  );
}

/** In thousandths of the session's length. */
const WIDTH = 1_000;

const Strip = memo(function Strip({ segments, endMs }: Pick<Props, "segments" | "endMs">) {
  const at = (ms: number) => Math.round((ms / Math.max(1, endMs)) * WIDTH * 10) / 10;
  const spoken = segments.filter(({ kind }) => kind === "speech");
  const path = spoken.map(({ startMs, endMs: end }) => `M${at(startMs)} 8V24H${at(end)}V8Z`).join("");
  return (
    <svg viewBox={`0 0 ${WIDTH} 32`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
    </svg>
  );
});
