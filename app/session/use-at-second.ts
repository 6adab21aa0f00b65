"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { Segment } from "#protocol/transcript";

const AT = /^#at=(\d{1,12})$/;

/** Shows the line that was said at the place that the address names (`#at=`, ms on the session's clock). */
export function useAtSecond(log: RefObject<HTMLElement | null>, segments: readonly Segment[]): void {
  // A line that arrives later moves nobody.
  const known = useRef(segments);
  known.current = segments;
  useEffect(() => {
    const show = () => {
      const ms = Number(AT.exec(location.hash)?.[1] ?? Number.NaN);
      const index = known.current.findLastIndex(({ startMs }) => startMs <= ms);
      const line = log.current?.children.item(index);
      for (const other of log.current?.querySelectorAll("[aria-current]") ?? []) other.removeAttribute("aria-current");
      if (index < 0 || !(line instanceof HTMLElement)) return;
      line.setAttribute("aria-current", "true");
      line.tabIndex = -1;
      line.focus({ preventScroll: true });
      line.scrollIntoView({ block: "center" });
    };
    show();
    window.addEventListener("hashchange", show);
    return () => window.removeEventListener("hashchange", show);
  }, [log]);
}
