"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { Segment } from "#protocol/transcript";
import { scrollToLine } from "../transcript/scroll-to-line";
import { findSegmentElement } from "../transcript/segment-element";
import { lineAt } from "./cursor";
import type { Replay } from "./replay";

const AT = /^#at=(\d{1,12})$/;

type Known = {
  readonly segments: readonly Segment[];
  /** Everything that was stored when the page was opened is there. */
  readonly isWhole: boolean;
};

/**
 * Goes to the place that the address names (`#at=`, ms on the session's clock), and shows its line. The lines of a long
 * session arrive in parts, so the page goes there once the line has arrived.
 */
export function useAtSecond(log: RefObject<HTMLElement | null>, replay: Replay, known: Known): void {
  const { segments, isWhole } = known;
  const latest = useRef(known);
  latest.current = known;
  /** Null: none, or it was shown. A segment that arrives later must not scroll the page again. */
  const wantedMs = useRef<number | null>(null);
  const show = useCallback(() => {
    const ms = wantedMs.current;
    const segment = ms === null ? undefined : lineThere(latest.current, ms);
    const line = findSegmentElement(log.current, segment);
    if (ms === null || !line) return;
    wantedMs.current = null;
    replay.moveTo(ms);
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
    scrollToLine(line);
  }, [log, replay]);
  useEffect(() => {
    const read = () => {
      const ms = AT.exec(location.hash)?.[1];
      wantedMs.current = ms === undefined ? null : Number(ms);
      show();
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, [show]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each arrival may bring the line
  useEffect(show, [show, segments, isWhole]);
}

/** The line at this place; undefined: it has not arrived yet. */
function lineThere({ segments, isWhole }: Known, ms: number): Segment | undefined {
  const segment = segments[lineAt(segments, ms)];
  return segment && (isWhole || ms <= segment.endMs) ? segment : undefined;
}
