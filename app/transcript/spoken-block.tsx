"use client";

import { useLayoutEffect, useRef } from "react";
import { openWords } from "#protocol/open-segment";
import { draftOfSegment } from "#protocol/reduce";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { direction } from "../format/direction";
import { useTexts } from "../wording/use-texts";
import type { CarriedSelection } from "./carried-selection";
import { GrowingText } from "./growing-text";
import { drawTime, GapLine, type SegmentLook } from "./segment-block";
import { segmentTexts, type TextSource } from "./segment-texts";

type Props = Omit<SegmentLook, "timeControl" | "saysMissing" | "foundUpTo"> &
  TextSource & {
    readonly segment: Segment;
    /** More words may follow: a caret shows where. */
    readonly isLive: boolean;
    readonly selection: CarriedSelection;
  };

/** A segment below the log, which grows or waits for its translations. It looks as it will in the log. */
export function SpokenBlock(props: Props) {
  const { segment, langs, transcript, isLive, selection, original = "above", hasTime = true } = props;
  const t = useTexts("transcript");
  const block = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const leaving = block.current;
    return () => {
      if (leaving) selection.keep(leaving);
    };
  }, [selection]);
  if (segment.kind === "gap") return <GapLine segment={segment} />;
  const { settled, believed } = openWords(segment, draftOfSegment(transcript, segment));
  const { translations, drafted } = segmentTexts(props, segment, langs);
  const texts = langs.map((_, index) => translations[index]?.text ?? drafted[index] ?? "");
  // If nothing else is shown, the caret alone shows that words will follow.
  const isEmptyShown = (index: number) => original === "none" && index === 0 && texts.every((text) => text === "");
  const caretAt = isLive && segment.open ? caretLine(texts, original !== "none") : null;
  return (
    <div className="seg grown" data-segment={segmentKey(segment)} ref={block}>
      {hasTime && (segment.open ? <span className="time">{t("now")}</span> : drawTime(segment.startMs))}
      <div>
        {original !== "none" && (
          <p
            className={original === "alone" ? "original alone" : "original"}
            lang={segment.lang}
            dir={direction(segment.lang)}
            translate="no"
          >
            <GrowingText settled={settled} believed={believed} />
            {caretAt === "original" && <span className="caret" />}
          </p>
        )}
        {langs.map(
          (lang, index) =>
            (texts[index] !== "" || isEmptyShown(index)) && (
              <p key={lang} className="translation" lang={lang} dir={direction(lang)} translate="no">
                <GrowingText settled={texts[index] ?? ""} />
                {caretAt === index && <span className="caret" />}
              </p>
            ),
        )}
      </div>
    </div>
  );
}

/** The place of the one caret: after the last translation that has words, else after the original. */
function caretLine(texts: readonly string[], hasOriginal: boolean): number | "original" {
  const last = texts.findLastIndex((text) => text !== "");
  return last === -1 ? (hasOriginal ? "original" : 0) : last;
}
