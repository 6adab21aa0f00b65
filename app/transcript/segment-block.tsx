"use client";

import { memo, type ReactNode } from "react";
import { gapSeconds } from "#protocol/gap-seconds";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { clockText, isoDuration } from "../format/clock";
import { direction } from "../format/direction";
import { useTexts } from "../wording/use-texts";
import { isSameProps } from "./is-same-props";
import type { SegmentTexts } from "./segment-texts";

/** The properties that all segments of a page share. */
export type SegmentLook = {
  /** The languages to show, in their order. */
  readonly langs: readonly string[];
  /** The original is shown small above its translation, large and alone, or not at all. */
  readonly original?: "above" | "alone" | "none";
  readonly hasTime?: boolean;
  /** Whether missing translations are marked; false: they may still arrive. */
  readonly saysMissing?: boolean;
  /** Segments after this seq grew on this page, and keep their line breaks; absent: none did. */
  readonly foundUpTo?: number;
  /** Puts the time of a segment into a control. */
  readonly timeControl?: (startMs: number, time: ReactNode) => ReactNode;
};

type Props = SegmentLook &
  SegmentTexts & {
    readonly segment: Segment;
    /** False: the element around this one has the segment's key. */
    readonly hasKey?: boolean;
  };

/**
 * One closed segment in the log: its time, its original, and under that its translation. Or a gap. A session may have
 * thousands of segments, so only those that changed are drawn again.
 */
export const SegmentBlock = memo(drawSegment, isSameProps);

/**
 * Draws a segment as `SegmentBlock`, for components that compare its properties themselves: with thousands of segments,
 * one component less in each makes the page open noticeably faster.
 */
export function drawSegment({
  segment,
  langs,
  translations,
  drafted,
  original = "above",
  hasTime = true,
  saysMissing = true,
  foundUpTo = Number.POSITIVE_INFINITY,
  timeControl,
  hasKey = true,
}: Props) {
  if (segment.kind === "gap") return <GapLine segment={segment} />;
  return (
    <div
      className={segment.seq > foundUpTo ? "seg grown" : "seg"}
      data-segment={hasKey ? segmentKey(segment) : undefined}
    >
      {hasTime && drawTime(segment.startMs, timeControl)}
      <div>
        {segment.speaker && <p className="said-by">{segment.speaker}</p>}
        {original !== "none" && (
          <p
            className={original === "alone" ? "original alone" : "original"}
            lang={segment.lang}
            dir={direction(segment.lang)}
            translate="no"
          >
            {segment.text}
          </p>
        )}
        {langs.map((lang, index) => {
          const text = translations[index]?.text;
          const draft = drafted[index];
          if (text === undefined && draft === undefined) return saysMissing && <Missing key={lang} />;
          return (
            // A screen reader hears the final translation only.
            <p
              key={lang}
              className="translation"
              lang={lang}
              dir={direction(lang)}
              translate="no"
              aria-hidden={text === undefined || undefined}
            >
              {text ?? draft}
            </p>
          );
        })}
      </div>
    </div>
  );
}

/** Takes the place of a missing translation. Hidden from screen readers. */
function Missing() {
  const t = useTexts("transcript");
  return (
    <p className="translation pending" aria-hidden>
      {t("notTranslated")}
    </p>
  );
}

export function GapLine({ segment }: { segment: Segment }) {
  const t = useTexts("transcript");
  const { pauseMs } = segment;
  return (
    <p className={pauseMs === undefined ? "mark-line gap" : "mark-line"} data-segment={segmentKey(segment)}>
      {pauseMs === undefined ? t("gap", { seconds: gapSeconds(segment) }) : t("pause", { time: clockText(pauseMs) })}
    </p>
  );
}

export function drawTime(startMs: number, timeControl?: SegmentLook["timeControl"]): ReactNode {
  const time = (
    <time className="time" dateTime={isoDuration(startMs)}>
      {clockText(startMs)}
    </time>
  );
  return timeControl ? timeControl(startMs, time) : time;
}
