"use client";

import { useEffect, useMemo, useState } from "react";
import { segmentsInOrder, type Transcript, translationKey } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";
import type { Segment } from "#protocol/transcript";
import { beginLog, extendLog, isInLog, type LogReach, msToNextEntry, TRANSLATION_WAIT_MS } from "./log-reach";
import { spokenSegments } from "./spoken-segments";

export type SegmentsShown = {
  /** All closed segments. */
  readonly closed: readonly Segment[];
  /** The closed segments that the log holds. */
  readonly logged: readonly Segment[];
  /** The segments below the log: closed ones that wait for their translations, and the one that is being spoken. */
  readonly spoken: readonly Segment[];
  /** Missing translations had time to arrive, so the page marks them. */
  readonly saysMissing: boolean;
  /** The seq of the last segment that was in the log when the page was opened. Later ones grew on the page. */
  readonly foundUpTo: number;
};

/**
 * Splits the segments of a page into those in the log and those below it.
 * @param langs the languages shown
 * @param isWhole everything that was stored when the page was opened has been read
 */
export function useLogReach(
  transcript: Transcript<PublicView>,
  langs: readonly string[],
  { isOver, isWhole, sourceLang }: { isOver: boolean; isWhole: boolean; sourceLang: string },
): SegmentsShown {
  // A draft must not sort thousands of segments anew.
  const { segments: known } = transcript;
  const segments = useMemo(() => segmentsInOrder({ segments: known }), [known]);
  // Null while the session is being read: every segment so far existed when the page was opened.
  const [kept, keep] = useState<{ readonly found: LogReach; readonly log: LogReach } | null>(null);
  const begun = useMemo(() => beginLog(segments), [segments]);
  const { found, log } = kept ?? { found: begun, log: begun };
  useEffect(() => {
    if (!isWhole) return;
    const isTranslated = (segment: Segment) =>
      langs.every((lang) => transcript.translations.has(translationKey(segment, lang)));
    const extend = () =>
      keep((before) => {
        const { found, log } = before ?? { found: begun, log: begun };
        const extended = extendLog(log, segments, { isTranslated, now: performance.now() });
        return before && extended === log ? before : { found, log: extended };
      });
    extend();
    const ms = msToNextEntry(log, segments, performance.now());
    const timer = ms === null ? undefined : setTimeout(extend, ms);
    return () => clearTimeout(timer);
  }, [isWhole, begun, log, segments, transcript.translations, langs]);
  const hadTime = useHadTime(langs.join());
  const parts = useMemo(() => {
    const closed = segments.filter(({ open }) => !open);
    const logged = closed.filter((segment) => isInLog(log, segment));
    return { closed, logged, waiting: segments.filter((segment) => !isInLog(log, segment)) };
  }, [segments, log]);
  return useMemo(() => {
    const { closed, logged, waiting } = parts;
    const spoken = isOver ? waiting : spokenSegments(transcript, waiting, { langs, sourceLang });
    return { closed, logged, spoken, saysMissing: isOver || hadTime, foundUpTo: found.seq };
  }, [transcript, parts, found, langs, sourceLang, isOver, hadTime]);
}

/** Whether these languages have been shown for as long as a translation may take. */
function useHadTime(langs: string): boolean {
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setShown(langs), TRANSLATION_WAIT_MS);
    return () => clearTimeout(timer);
  }, [langs]);
  return shown === langs;
}
