"use client";

import { useEffect, useRef, useState } from "react";
import { type ClockFacts, elapsedMs } from "./elapsed";

const KEPT = "interline.clock";

/** The session's clock as the page shows it. Null on the server, and until the page has joined. */
export function useElapsed(sessionId: string, facts: ClockFacts): number | null {
  const [shown, setShown] = useState<number | null>(null);
  const { anchor, covered, arrived, sender } = facts;
  const recordedMs = sender?.recordedMs ?? null;
  const takeStartMs = sender?.takeStartMs ?? null;
  useEffect(() => {
    const own = recordedMs === null ? null : { recordedMs, takeStartMs };
    setShown((before) => elapsedMs({ anchor, covered, arrived, sender: own }, before ?? keptClock(sessionId)));
  }, [sessionId, anchor, covered, arrived, recordedMs, takeStartMs]);

  const latest = useRef(shown);
  latest.current = shown;
  useEffect(() => {
    const keep = () => sessionStorage.setItem(KEPT, `${latest.current ?? 0} ${sessionId}`);
    window.addEventListener("pagehide", keep);
    return () => window.removeEventListener("pagehide", keep);
  }, [sessionId]);
  return shown;
}

/** The clock that this tab showed before it was reloaded; null: none. */
function keptClock(sessionId: string): number | null {
  const [ms, of] = sessionStorage.getItem(KEPT)?.split(" ") ?? [];
  return of === sessionId && Number(ms) > 0 ? Number(ms) : null;
}
