"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { Segment } from "#protocol/transcript";
import { findSegmentElement } from "../transcript/segment-element";
import { lineAt } from "./cursor";
import type { Replay } from "./replay";

const AT = /^#at=(\d{1,12})$/;

/** Goes to the place that the address names (`#at=`, ms on the session's clock), and shows its line. */
export function useAtSecond(log: RefObject<HTMLElement | null>, segments: readonly Segment[], replay: Replay): void {
  // A segment that arrives later must not scroll the page again.
  const known = useRef(segments);
  known.current = segments;
  useEffect(() => {
    const show = () => {
      const ms = Number(AT.exec(location.hash)?.[1] ?? Number.NaN);
      const line = findSegmentElement(log.current, known.current[lineAt(known.current, ms)]);
      if (Number.isNaN(ms) || !line) return;
      replay.moveTo(ms);
      line.tabIndex = -1;
      line.focus({ preventScroll: true });
      line.scrollIntoView({ block: "center" });
    };
    show();
    window.addEventListener("hashchange", show);
    return () => window.removeEventListener("hashchange", show);
  }, [log, replay]);
}
