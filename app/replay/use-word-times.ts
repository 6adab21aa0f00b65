"use client";

import { useEffect, useRef } from "react";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import { type SegmentTimes, TimesPage } from "#protocol/word-times";
import { siteAddress } from "../address/site-address";

/** The times of a line's words at its present rev; undefined: they are unknown, and are estimated. */
export type TimesOf = (line: Segment) => SegmentTimes["words"] | undefined;

/**
 * The times of the words of a session with sound. A line that was corrected after the page read them has none until the page
 * is opened again.
 * @param hasSound without sound nothing is read
 * @returns always the same function
 */
export function useWordTimes(sessionId: string, hasSound: boolean): TimesOf {
  const lines = useRef<ReadonlyMap<string, SegmentTimes>>(new Map());
  const timesOf = useRef<TimesOf>((line) => {
    const times = lines.current.get(segmentKey(line));
    return times?.rev === line.rev ? times.words : undefined;
  });
  useEffect(() => {
    if (!hasSound) return;
    const leaving = new AbortController();
    readWordTimes(sessionId, leaving.signal).then(
      (read) => {
        lines.current = new Map(read.map((line) => [segmentKey(line), line]));
      },
      // Without these times the replay estimates them.
      () => {},
    );
    return () => leaving.abort();
  }, [sessionId, hasSound]);
  return timesOf.current;
}

async function readWordTimes(sessionId: string, signal: AbortSignal): Promise<SegmentTimes[]> {
  const lines: SegmentTimes[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const answer = await fetch(siteAddress(`/api/sessions/${sessionId}/words?from=${from}`), { signal });
    if (!answer.ok) break;
    const page = TimesPage.parse(await answer.json());
    lines.push(...page.segments);
    from = page.next;
  }
  return lines;
}
