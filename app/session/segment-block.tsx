"use client";

import { memo } from "react";
import type { Segment, Translation } from "#protocol/transcript";
import { clockText, isoDuration } from "../format/clock";
import { direction } from "../format/direction";
import { useInterfaceLanguage, useWords } from "../wording/use-words";

/** What all lines of a page have in common. */
export type SegmentLook = {
  /** The languages to show, in their order. */
  readonly langs: readonly string[];
  /** How the line stands there as it was spoken: small above its translation, large and alone, or not at all. */
  readonly original?: "above" | "alone" | "none";
  readonly hasTime?: boolean;
  /** Where a press on a line's time leads. */
  readonly onTime?: (startMs: number) => void;
};

type Props = SegmentLook & {
  readonly segment: Segment;
  /** The translations in the languages to show, in the same order; undefined where there is none yet. */
  readonly translations: readonly (Translation | undefined)[];
};

/** One committed line: its time, as it was spoken, and under that its translation. Or a gap. */
export const SegmentBlock = memo(function SegmentBlock({
  segment,
  langs,
  translations,
  original = "above",
  hasTime = true,
  onTime,
}: Props) {
  const t = useWords("live");
  const language = useInterfaceLanguage();
  if (segment.kind === "gap") {
    const seconds = Math.max(1, Math.round((segment.endMs - segment.startMs) / 1_000));
    return <p className="mark-line gap">{t("gap", { seconds: String(seconds) })}</p>;
  }
  return (
    <div className="seg">
      {hasTime && <Time startMs={segment.startMs} onTime={onTime} />}
      <div>
        {segment.speaker && <p className="said-by">{segment.speaker}</p>}
        {original !== "none" && (
          <p
            className={original === "alone" ? "original alone" : "original"}
            lang={segment.lang}
            dir={direction(segment.lang)}
          >
            {segment.text}
          </p>
        )}
        {langs.map((lang, index) => {
          const translation = translations[index];
          return translation ? (
            <p key={lang} className="translation" lang={lang} dir={direction(lang)}>
              {translation.text}
            </p>
          ) : (
            <p key={lang} className="translation pending" lang={language}>
              {t("notTranslated")}
            </p>
          );
        })}
      </div>
    </div>
  );
}, isSameLine);

function Time({ startMs, onTime }: { startMs: number; onTime: SegmentLook["onTime"] }) {
  const t = useWords("live");
  const at = clockText(startMs);
  const time = (
    <time className="time" dateTime={isoDuration(startMs)}>
      {at}
    </time>
  );
  if (!onTime) return time;
  return (
    <button
      type="button"
      className="play-from"
      aria-label={t("playFrom", { time: at })}
      onClick={() => onTime(startMs)}
    >
      {time}
    </button>
  );
}

// Only a line that changed is drawn again: a session may have thousands.
export function isSameLine(a: Props, b: Props): boolean {
  return (
    a.segment === b.segment &&
    a.langs === b.langs &&
    a.original === b.original &&
    a.onTime === b.onTime &&
    a.translations.length === b.translations.length &&
    a.translations.every((translation, index) => translation === b.translations[index])
  );
}
